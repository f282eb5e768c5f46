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
  { name: 'duplicates', label: 'duplicates.tab', needs: ['duplicate.judge'], view: lazy(() => import('./duplicates/DuplicatesOfVacancy')) },
  { name: 'letters', label: 'letters.menu', needs: ['letter.read'], view: lazy(() => import('./correspondence/LettersOfVacancy')) },
];

export const APPLICATION_PANELS: ApplicationPanel[] = [
  { name: 'duplicates', side: 'judged', needs: ['application.read'], panel: lazy(() => import('./duplicates/SamePerson')) },
  { name: 'letters', side: 'judged', needs: ['letter.read', 'application.decide'], panel: lazy(() => import('./correspondence/LettersOfPerson')) },
];
