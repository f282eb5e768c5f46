export const en = {
  hiring_rules: {
    title: 'Rules of hiring',
    lead: 'What law, practice or the institute has set for hiring. A change is a next version, which somebody else confirms by its source. Until then nothing counts by it.',
    none: 'Nothing is in force here.',
    new: 'New rule of hiring',
    value: 'Value',
    measure: { days: 'Days', number: 'Number', basis_points: 'Share' },
    key: {
      retention_days: 'Applications: days kept after the decision',
      consent_days: 'Applications: days kept with consent',
      consent_ask_days: 'Consent: days ahead to be asked again',
      erasure_alone_days: 'Erasure: days after its list, without a second person',
      diversity_least: 'Diversity: smallest group that is shown',
      vacancy_open_days: 'Vacancy: least days open',
      alert_unconfirmed_days: 'Vacancies by mail: days to confirm',
      letter_second_look: 'Letter to many: above so many people the list is confirmed first',
      meeting_quorum: 'Meeting: share of the committee',
    },
  },
  done: { hiring_rules: { create: 'proposed this', confirm: 'confirmed this', withdraw: 'withdrew this', revoke: 'withdrew this' } },
  resources: { hiring_rules: { name: 'Rule of hiring |||| Rules of hiring' } },
};
