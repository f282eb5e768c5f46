// Every word of the rooms of grants in Dutch: fetched with the first page that somebody opens.
import { all } from '../app/domain';
import { nl as figures } from './figures/messages.nl';
import { nl as opportunities } from './opportunities/messages.nl';

export const words = all(figures, opportunities);
