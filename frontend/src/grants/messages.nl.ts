import type { en } from './messages';

export const nl: typeof en = {
  grants: { menu: { opportunities: 'Subsidiekansen' } },
  find: { opportunities: 'Subsidiekans' },
};
