// Words of reading in an existing administration. English is the type of record.
export const en = {
  money: {
    import: {
      open: 'Read in an administration',
      title: 'Read in an existing administration',
      lead: 'Three files, in this order: agreements, their tranches, and what was received of them. You see first what would happen, row by row; then it is read in, whole or not at all. What is here already, by its reference, is skipped.',
      which: 'Which file',
      kind: { agreements: 'Agreements', tranches: 'Tranches', receipts: 'Past receipts' },
      columns: 'Columns, of which the bold ones are needed:',
      drop: 'Drag a CSV or Excel file here',
      choose: 'Choose a file',
      again: 'Choose another file',
      large: 'This file is larger than %{most} MB. Split it in two.',
      offline: 'The server cannot be reached. Nothing was read in; try again in a moment.',
      nothing: 'Nothing was read in',
      not_yet: 'Not ready to be read in',
      ready: 'Ready to be read in',
      all_known: 'Everything is here already',
      rows: 'rows', added: 'new', known: 'here already', refused: 'refused',
      mend: 'Mend these rows in the file and choose it again. Nothing is read in while a row is refused.',
      row: 'Row', column: 'Column', why: 'Why, and how to mend it',
      commit: 'Read in one row |||| Read in %{smart_count} rows',
      done: 'One row was read in. |||| %{smart_count} rows were read in.',
      after: {
        agreements: 'The agreements are drafts until their tranches are read in: choose “Tranches” above.',
        tranches: 'The agreements are in force. Past receipts can be read in now.',
        receipts: 'The receipts are in the ledger.',
      },
      earlier: 'Read in before', file: 'File', when: 'When, and by whom',
    },
  },
};
