// Of grants, what home and the menu say; the rest comes with the first page that somebody opens.
export const en = {
  grants: { menu: { opportunities: 'Opportunities' } },
  find: { opportunities: 'Opportunity' },
};
