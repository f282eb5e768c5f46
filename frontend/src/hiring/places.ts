// Where other rooms of hiring show themselves on the pages of the story: one line a room, loaded when it is looked at.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

import type { Application, Vacancy } from './types';

type Lazy<P> = LazyExoticComponent<ComponentType<P>>;

export interface VacancyView {
  name: string; // as in ?view=
  label: string; // message key
  needs: string[]; // any permission of these shows the view
  when?: (vacancy: Vacancy) => boolean;
  view: Lazy<{ vacancy: Vacancy }>;
}

// Panels that fetch what they show, and show nothing where there is nothing.
export interface ApplicationPanel {
  name: string;
  side: 'sent' | 'judged'; // with what the applicant sent, or with what we think of it
  needs: string[];
  panel: Lazy<{ application: Application }>;
}

// In the order of a procedure.
export const VACANCY_VIEWS: VacancyView[] = [
  { name: 'security', label: 'clearance.title', needs: ['security.tag', 'security.read'], view: lazy(() => import('./security/VacancySecurity')) },
  { name: 'position', label: 'positions.position', needs: ['vacancy.read'], view: lazy(() => import('./positions/OfVacancy')) },
];

export const APPLICATION_PANELS: ApplicationPanel[] = [
  { name: 'security', side: 'judged', needs: ['security.ask', 'security.read'], panel: lazy(() => import('./security/ApplicationSecurity')) },
];
