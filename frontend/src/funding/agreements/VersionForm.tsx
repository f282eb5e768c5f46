import { Alert, Typography } from '@mui/material';
import { DateInput, maxLength, type RaRecord, required, ResourceContextProvider, TextInput, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { useParams } from 'react-router';

import { ErrorPanel } from '../../ui/ErrorPanel';
import { CreateFrame, EditFrame } from '../../ui/FormFrame';
import { today } from '../../ui/format';
import { Part, Row } from '../../ui/FormParts';
import { PageSkeleton } from '../../ui/Page';
import { WHOLE } from '../../ui/RecordFrame';
import type { Agreement, Version } from '../types';
import { bareTerms, PartyFields, RightFields, TrancheFields } from './TermsFields';

const YES = [required()];
const REASON = [required(), maxLength(2000)];

const highest = (tranches: { position?: number | null }[]) => Math.max(1, ...tranches.map(({ position }) => position ?? 0));

const Fields = ({ before, numbered }: { before?: number; numbered: number }) => (
  <>
    <Part title="money.amendment" help="money.amendment_help">
      <TextInput source="reason" label="money.why" multiline minRows={2} validate={REASON} fullWidth />
      <Row>
        <DateInput source="effective_on" label="resources.agreement_versions.fields.effective_on" validate={YES} />
        <DateInput source="ends_on" label="resources.agreement_versions.fields.ends_on" validate={YES} />
      </Row>
    </Part>
    <TrancheFields before={before} numbered={numbered} />
    <RightFields />
    <PartyFields />
  </>
);

const terms = (data: Record<string, unknown>) => ({ reason: data.reason, effective_on: data.effective_on, ends_on: data.ends_on, ...bareTerms(data) });

// The terms in force, to be changed into the next version. Nothing changes before it is signed and in force.
export const Amend = () => {
  const translate = useTranslate();
  const { id = '' } = useParams();
  const { data: agreement, error, refetch } = useGetOne<Agreement>('agreements', { id, meta: WHOLE });
  const inForce = agreement?.versions.find(({ state }) => state === 'in_force');
  const { data: version } = useGetOne<Version>('agreement_versions', { id: inForce?.id ?? '' }, { enabled: Boolean(inForce) });
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (agreement && !inForce) return <Alert severity="info" variant="outlined">{translate('money.nothing_to_amend')}</Alert>;
  if (!agreement || !version) return <PageSkeleton />;
  return (
    <ResourceContextProvider value={`agreements/${id}/amendments`}>
      <CreateFrame
        title={translate('money.amend_of', { reference: agreement.reference })} wide redirect={(_resource, made) => `agreement_versions/${made}/show`}
        defaults={{ reason: '', effective_on: today(), ends_on: version.ends_on, ...bareTerms(version) }} transform={(data) => terms(data) as unknown as RaRecord}
      >
        <Typography color="text.secondary">{agreement.title}</Typography>
        <Fields before={version.amount_cents} numbered={Math.max(highest(version.tranches), ...agreement.lots.map(({ tranche }) => tranche))} />
      </CreateFrame>
    </ResourceContextProvider>
  );
};

const Change = () => {
  const record = useRecordContext<Version>();
  return <Fields before={record?.before?.amount_cents} numbered={highest([...(record?.tranches ?? []), ...(record?.before?.tranches ?? [])])} />;
};

export const VersionEdit = () => {
  const translate = useTranslate();
  return (
    <EditFrame
      title={(record) => translate('money.edit_version', { number: record.number, reference: record.agreement.reference })} wide
      prepare={(record) => ({ ...record, ...bareTerms(record) })}
      transform={(data) => terms(data) as unknown as RaRecord}
    >
      <Change />
    </EditFrame>
  );
};
