// Words of knowledge security. English as the type of record, as in hiring/messages.ts.
export const en = {
  resources: {
    security_checks: {
      name: 'Security check |||| Security checks',
      fields: { name: 'Name', vacancy_reference: 'Vacancy', created_at: 'Asked', state: 'State', reason: 'Reason' },
    },
  },
  done: {
    security_checks: {
      create: 'asked for this check', clear: 'cleared this person', clear_with_measures: 'cleared this person with measures', refuse: 'did not clear this person',
      reconsider: 'looks at this again',
    },
  },
  operations: { table: { vacancy_security: 'Knowledge security tag', security_check: 'Knowledge security check' } },
  clearance: {
    title: 'Knowledge security',
    check: 'Security check',
    lead: 'Applicants to vacancies with access to sensitive knowledge. You see name, CV and documents while you are asked.',
    none: 'No checks yet. HR asks for one when somebody is considered for a tagged vacancy.',
    state: { asked: 'asked', cleared: 'cleared', cleared_with_measures: 'cleared with measures', refused: 'not cleared' },
    why: 'Why this post is tagged',
    not_nationality: 'Judge the access that this post gives and what this person did. Nationality alone decides nothing.',
    cv: 'CV',
    no_cv: 'No CV was typed; see the documents.',
    documents: 'Documents',
    to_application: 'To the application',
    tagged: 'Nobody gets an offer for this vacancy before the security officer has cleared them.',
    not_tagged: 'This vacancy is not tagged. Tag it where the post gives access to knowledge that needs protection: then the security officer checks each person before an offer.',
    tag: 'Tag this vacancy',
    untag: 'Take the tag away',
    change_reason: 'Change the reason',
    reason_help: 'To which knowledge the post gives access, and why that needs protection. Nothing about who may apply.',
    needed: 'This vacancy is tagged: the security officer must clear this person before an offer.',
    ask: 'Ask the security officer',
  },
};
