import MatchingIcon from '@mui/icons-material/BalanceOutlined';
import { createElement, lazy } from 'react';

import type { Domain } from '../../app/domain';
import { en, nl } from '../messages/matching';

export const area: Domain = {
  messages: { en, nl },
  resources: [
    {
      name: 'matching_rules', recordRepresentation: 'key',
      list: lazy(() => import('./RuleList').then((page) => ({ default: page.MatchingRuleList }))),
      show: lazy(() => import('./RuleShow').then((page) => ({ default: page.MatchingRuleShow }))),
      create: lazy(() => import('./RuleForm').then((form) => ({ default: form.MatchingRuleCreate }))),
      edit: lazy(() => import('./RuleForm').then((form) => ({ default: form.MatchingRuleEdit }))),
    },
    {
      name: 'legal_rules', recordRepresentation: 'key',
      list: lazy(() => import('./RuleList').then((page) => ({ default: page.LegalRuleList }))),
      show: lazy(() => import('./RuleShow').then((page) => ({ default: page.LegalRuleShow }))),
      create: lazy(() => import('./RuleForm').then((form) => ({ default: form.LegalRuleCreate }))),
      edit: lazy(() => import('./RuleForm').then((form) => ({ default: form.LegalRuleEdit }))),
    },
    { name: 'matching_snapshots', show: lazy(() => import('./SnapshotShow')), recordRepresentation: 'key' },
    { name: 'published_aggregates', list: lazy(() => import('./Published')) },
  ],
  menu: [{ to: '/matching', label: 'matching.menu', icon: MatchingIcon, needs: ['funding.read', 'funding.public'] }],
  routes: [
    { path: '/matching', element: createElement(lazy(() => import('./MatchingPage'))) },
    { path: '/matching/what-if', element: createElement(lazy(() => import('./WhatIfPage'))) },
  ],
};
