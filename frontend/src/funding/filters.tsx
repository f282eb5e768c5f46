import { Skeleton } from '@mui/material';
import { lazy, Suspense } from 'react';

// An input that searches while one types is heavy; a list is there before it.
const Search = lazy(() => import('./SearchFilter'));

interface Props {
  source: string;
  alwaysOn?: boolean;
}

const waiting = <Skeleton width={220} height={56} />;

export const OrganisationFilter = ({ source }: Props) => (
  <Suspense fallback={waiting}><Search source={source} reference="organisations" sort="sort_name" text="name" /></Suspense>
);

export const PurposeFilter = ({ source }: Props) => (
  <Suspense fallback={waiting}><Search source={source} reference="purposes" sort="reference" text="name_" /></Suspense>
);
