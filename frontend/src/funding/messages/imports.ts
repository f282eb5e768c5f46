// Words of reading in an existing administration. English is the type of record.
export const en = { money: { import: { open: 'Read in an administration' } } };

export const nl: typeof en = { money: { import: { open: 'Administratie inlezen' } } };
