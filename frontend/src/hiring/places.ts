// Where other rooms of hiring show themselves on the pages of the story: one line a room, loaded when it is looked at.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

import type { Application, Vacancy } from './types';

type Lazy<P> = LazyExoticComponent<ComponentType<P>>;

export interface VacancyView {
  name: string; // as in ?view=
  label: string; // message key
  needs: string[]; // any permission of these shows the view
  when?: (vacancy: Vacancy) => boolean;
  seldom?: true; // behind "more", so that what people open daily stands side by side
  view: Lazy<{ vacancy: Vacancy }>;
}

// Panels that fetch what they show, and show nothing where there is nothing.
export interface ApplicationPanel {
  name: string;
  side: 'sent' | 'judged'; // with what the applicant sent, or with what we think of it
  needs: string[];
  panel: Lazy<{ application: Application }>;
}

// In the order of a procedure, what is opened daily first.
export const VACANCY_VIEWS: VacancyView[] = [
  { name: 'call', label: 'calls.call', needs: ['call.read'], when: ({ kind }) => kind === 'call', view: lazy(() => import('./calls/CallView')) },
  { name: 'reviewing', label: 'reviewing.view', needs: ['review.plan', 'review.write'], view: lazy(() => import('./reviewing/ReviewingView')) },
  { name: 'compare', label: 'meetings.compare', needs: ['review.read'], when: ({ counts }) => Object.keys(counts).length > 0, view: lazy(() => import('./meetings/Comparison')) },
  { name: 'interviews', label: 'interviews.view', needs: ['interview.read'], when: ({ state }) => state !== 'draft', view: lazy(() => import('./interviews/VacancyInterviews')) },
  { name: 'meetings', label: 'meetings.tab', needs: ['meeting.read'], when: ({ state }) => state !== 'draft', view: lazy(() => import('./meetings/VacancyMeetings')) },
  { name: 'letters', label: 'hiring.menu.letters', needs: ['letter.read'], view: lazy(() => import('./correspondence/LettersOfVacancy')) },
  { name: 'position', label: 'positions.position', needs: ['vacancy.read'], seldom: true, view: lazy(() => import('./positions/OfVacancy')) },
  { name: 'publication', label: 'careers.publication', needs: ['vacancy.read'], seldom: true, view: lazy(() => import('./careers/Publication')) },
  { name: 'security', label: 'clearance.title', needs: ['security.tag', 'security.read'], seldom: true, view: lazy(() => import('./security/VacancySecurity')) },
  { name: 'references', label: 'references.title', needs: ['reference.read'], when: ({ referees_asked }) => referees_asked > 0, seldom: true, view: lazy(() => import('./references/VacancyReferences')) },
  { name: 'duplicates', label: 'duplicates.tab', needs: ['duplicate.judge'], seldom: true, view: lazy(() => import('./duplicates/DuplicatesOfVacancy')) },
];

export const APPLICATION_PANELS: ApplicationPanel[] = [
  { name: 'references', side: 'sent', needs: ['reference.read'], panel: lazy(() => import('./references/References')) },
  { name: 'background', side: 'sent', needs: ['application.decide'], panel: lazy(() => import('./background/BackgroundPanel')) },
  { name: 'security', side: 'judged', needs: ['security.ask', 'security.read'], panel: lazy(() => import('./security/ApplicationSecurity')) },
  { name: 'interviews', side: 'judged', needs: ['interview.read'], panel: lazy(() => import('./interviews/ApplicationInterviews')) },
  { name: 'meetings', side: 'judged', needs: ['meeting.read'], panel: lazy(() => import('./meetings/DecisionsOfApplication')) },
  { name: 'reviewers', side: 'judged', needs: ['review.plan'], panel: lazy(() => import('./reviewing/ReviewersPanel')) },
  { name: 'duplicates', side: 'judged', needs: ['application.read'], panel: lazy(() => import('./duplicates/SamePerson')) },
  { name: 'letters', side: 'judged', needs: ['letter.read', 'application.decide'], panel: lazy(() => import('./correspondence/LettersOfPerson')) },
  { name: 'keeping', side: 'judged', needs: ['application.decide', 'erasure.read'], panel: lazy(() => import('./privacy/Keeping')) },
];
