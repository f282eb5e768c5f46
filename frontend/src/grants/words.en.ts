// Every word of the rooms of grants in English: fetched with the first page that somebody opens.
import { all } from '../app/domain';
import { en as figures } from './figures/messages';
import { en as opportunities } from './opportunities/messages';

export const words = all(figures, opportunities);
