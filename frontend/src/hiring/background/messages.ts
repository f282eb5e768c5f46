// Words of what applicants tell of themselves. English is the type of record.
export const en = {
  operations: { table: { verified_orcid: 'Confirmed ORCID iD' } },
  backgrounds: {
    title: 'Who knows the applicant already',
    why: 'Told of free will, to find conflicts of interest. Members who only judge do not see it, and it counts for nothing.',
    none: 'Nothing is known yet. Enter employers and supervisors, and the rules compare them with the committee.',
    employers: 'Employers and institutes', supervisors: 'Supervisors',
    works: '%{smart_count} publication |||| %{smart_count} publications', all_works: 'Show all %{smart_count}',
    correct: 'Correct', correct_title: 'Correct who knows the applicant',
    correct_help: 'The rules look again with what you save. Years as 2024, or 2024-09.',
    name: 'Name', from: 'From', until: 'Until',
    confirmed: 'Confirmed by ORCID, %{at}', confirmed_as: 'Confirmed by ORCID as %{name}, %{at}', only_typed: 'Typed, not confirmed by ORCID',
  },
};
