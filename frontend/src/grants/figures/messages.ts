// Words of the figures of grants. English is the type of record.
export const en = {
  grant_figures: {
    title: 'Figures of grants',
    lead: 'Numbers that law, a funder or the institute has set for grants. A change is a next version, which somebody else confirms by its source. Until then nothing counts by it.',
    none: 'Nothing is in force here.',
    new: 'New figure of grants',
    value: 'Value',
    days: 'Days',
    key: {
      notice_days: 'Deadline: days ahead to be reminded',
      archive_days: 'Opportunity: days until it is archived once over',
    },
  },
  done: { grant_figures: { create: 'proposed this', confirm: 'confirmed this', withdraw: 'withdrew this', revoke: 'withdrew this' } },
  resources: { grant_figures: { name: 'Figure of grants |||| Figures of grants' } },
  operations: { table: { grant_figure: 'Figure of grants' } },
};
