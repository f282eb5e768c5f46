// Words of what a committee compares. English is the type of record.
export const en = {
  meetings: {
    compare: 'Compare',
    lead: 'By name: the order says nothing of who is best. Candidates with whom you have a conflict of interest are left out.',
    stages: 'Candidates in stage',
    none: 'Nobody you may see is in these stages. Move candidates to the shortlist, or choose another stage.',
    most: 'Only the first %{most} by name are shown: choose fewer stages.',
    chosen: 'Candidates in sight',
    print: 'Print',
    table: 'Candidates by criterion',
    waiting: '%{received} of %{asked} reviews',
    no_reviews: 'Nothing that you may see yet.',
    reasons: 'With reasons',
  },
};
