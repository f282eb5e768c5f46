// Words of applications in and out as files. English is the type of record.
export const en = {
  operations: { table: { application_export: 'export of applications', table_mapping: 'columns of a table' } },
  exchange: {
    zip: 'ZIP', zip_chosen: 'Download as ZIP',
    columns: 'Which column of %{file} holds what?', none: 'none',
    field: { name: 'Name', given_name: 'Given name', family_name: 'Family name', email: 'E-mail', phone: 'Telephone', orcid: 'ORCID iD', language: 'Language (nl, en)', motivation: 'Motivation', via: 'From where (source)' },
    windows: 'This file is not Unicode and was read as Windows-1252. See whether the names are right.',
    refused: 'One cell is refused; nothing is read in yet. |||| %{smart_count} cells are refused; nothing is read in yet.',
    row: 'row %{row}',
    would: 'One application: %{names} |||| %{smart_count} applications: %{names} …',
    read: 'Read in one application |||| Read in %{smart_count} applications',
  },
};
