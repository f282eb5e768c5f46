import AdvisorsIcon from '@mui/icons-material/FormatListNumberedOutlined';
import { lazy } from 'react';

import type { Domain } from '../../app/domain';

// Calls stand on the page of their vacancy; advisors come here for their own candidates.
export const area: Domain = {
  resources: [
    { name: 'advisors', recordRepresentation: 'name', list: lazy(() => import('./AdvisorList')), show: lazy(() => import('./AdvisorShow')) },
    { name: 'match_rounds', recordRepresentation: 'reference', show: lazy(() => import('./RoundShow')) },
    {
      name: 'letters_of_intent', recordRepresentation: 'reference',
      show: lazy(() => import('./LetterShow')),
      create: lazy(() => import('./LetterForm').then((form) => ({ default: form.LetterCreate }))),
      edit: lazy(() => import('./LetterForm').then((form) => ({ default: form.LetterEdit }))),
    },
    {
      name: 'track_rules', recordRepresentation: 'key',
      list: lazy(() => import('./TrackRules').then((page) => ({ default: page.TrackRuleList }))),
      show: lazy(() => import('./TrackRules').then((page) => ({ default: page.TrackRuleShow }))),
      create: lazy(() => import('./TrackRuleForm').then((form) => ({ default: form.TrackRuleCreate }))),
      edit: lazy(() => import('./TrackRuleForm').then((form) => ({ default: form.TrackRuleEdit }))),
    },
  ],
  menu: [{ to: '/advisors', label: 'hiring.menu.advisors', icon: AdvisorsIcon, needs: ['call.advise'] }],
};
