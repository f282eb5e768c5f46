import type { Domain } from '../app/domain';
import { area as figures } from './figures';
import { area as opportunities } from './opportunities';

// One area a line, in the order of the menu. Each brings its pages and menu entries.
const AREAS: Domain[] = [opportunities, figures];

export const domain: Domain = {
  resources: AREAS.flatMap(({ resources }) => resources),
  menu: AREAS.flatMap(({ menu }) => menu),
  routes: AREAS.flatMap(({ routes = [] }) => routes),
};
