// Words of duplicate applications. English is the type of record.
export const en = {
  done: {
    withdraw_duplicate: 'withdrew this as a duplicate', bring_back_submitted: 'brought this back', bring_back_eligible: 'brought this back', bring_back_longlisted: 'brought this back',
    bring_back_shortlisted: 'brought this back', bring_back_interview: 'brought this back', bring_back_selected: 'brought this back',
  },
  operations: {
    template: { application_duplicate: 'One of two applications counts', application_counts_again: 'The second application counts again' },
    table: { same_person: 'judgement of duplicates' },
  },
  duplicates: {
    title: 'Same person?', tab: 'Duplicates',
    lead: 'Polder proposes by what applications share, and merges nothing by itself. You say whether they are one person’s; it can be undone.',
    none: 'Nobody seems to have applied twice. Applications that share an e-mail address, an ORCID iD or a name appear here.',
    shares: 'The same %{what}', ground: { email: 'e-mail address', orcid: 'ORCID iD', name: 'name' },
    twice: 'Applied twice to this vacancy',
    same: 'One person', different: 'Two people', undo: 'Undo',
    which: 'Which application counts?', which_help: 'The other is withdrawn as a duplicate, and the applicant is told by e-mail. This can be undone: it then stands where it stood.',
    is_same: 'One person', is_different: 'Two people', this_counts: 'One person; this application counts', other_counts: 'One person; the other application counts',
    by_way: 'The same person, by way of another application', undone: 'undone by %{who}, %{when}',
    undo_help: 'What was withdrawn for it stands where it stood, and the applicant is told.',
    interview_back: 'The interview is back, too; everybody is told.',
    invite_anew: 'The interview could not come back: its time is taken or over, or its round is closed. Invite the candidate anew.',
  },
};
