import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { useMay, useMe } from '../app/session';
import { useFormats } from '../ui/format';
import { Fact, Panel } from '../ui/parts';
import { RecordFrame } from '../ui/RecordFrame';
import { StateLabel } from '../ui/StateLabel';
import { AskButton } from './AskButton';
import { Grants } from './Grants';
import { useDo } from './useDo';

export interface Account {
  id: string;
  version: number;
  name: string;
  email: string | null;
  language: string;
  person_id: string | null;
  created_at: string;
  ended_at: string | null;
  open_sessions: number;
  identities: { id: string; provider: string | null; issuer: string; last_sign_in_at: string | null }[];
}

const AccountShow = () => {
  const translate = useTranslate();
  return (
    <RecordFrame
      title={(record) => record.name} below={(record) => <Typography color="text.secondary">{record.email}</Typography>}
      label={(record) => record.ended_at && <StateLabel state="past" label={translate('identity.ended')} />}
      actions={<Acts />} aside={<Facts />}
    >
      <Grants />
    </RecordFrame>
  );
};

const Acts = () => {
  const translate = useTranslate();
  const may = useMay();
  const me = useMe();
  const act = useDo();
  const record = useRecordContext<Account>();
  if (!record || record.id === me.account.id) return null;
  return (
    <>
      {may('session.end') && record.open_sessions > 0 && (
        <AskButton
          label={translate('identity.end_sessions')} variant="outlined" question={translate('identity.end_sessions_question', { name: record.name })}
          onYes={() => void act(`/accounts/${record.id}/sessions/end`, 'identity.sessions_ended')}
        />
      )}
      {may('account.write') && !record.ended_at && (
        <AskButton
          label={translate('identity.end_account')} variant="outlined" color="error" question={translate('identity.end_account_question', { name: record.name })}
          onYes={() => void act(`/accounts/${record.id}/end`, 'identity.account_ended', record.version)}
        />
      )}
      {may('account.write') && record.ended_at && (
        <Button variant="outlined" size="small" onClick={() => void act(`/accounts/${record.id}/reopen`, 'identity.account_reopened', record.version)}>
          {translate('identity.reopen_account')}
        </Button>
      )}
    </>
  );
};

const Facts = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const record = useRecordContext<Account>();
  if (!record) return null;
  const field = (name: string) => translate(`resources.accounts.fields.${name}`);
  return (
    <>
      <Panel title={translate('identity.facts')} id="facts">
        <Box component="dl" sx={{ m: 0 }}>
          {record.person_id && (
            <Fact label={field('person_id')}><MuiLink component={Link} to={`/people/${record.person_id}/show`}>{record.name}</MuiLink></Fact>
          )}
          <Fact label={field('language')}>{translate(`identity.language.${record.language}`)}</Fact>
          <Fact label={field('created_at')}>{short(record.created_at)}</Fact>
          {record.ended_at && <Fact label={translate('identity.ended')}>{short(record.ended_at)}</Fact>}
          <Fact label={translate('identity.open_sessions')}>{String(record.open_sessions)}</Fact>
        </Box>
      </Panel>
      <Panel title={translate('identity.identities')} id="identities">
        {record.identities.length === 0 && <Typography variant="body2" color="text.secondary">{translate('identity.no_identities')}</Typography>}
        {record.identities.map((one) => (
          <Box key={one.id} sx={{ mb: 1 }}>
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>{one.provider ?? one.issuer}</Typography>
            <Typography variant="body2" color="text.secondary">
              {one.last_sign_in_at ? translate('identity.last_sign_in', { at: short(one.last_sign_in_at) }) : translate('identity.never_signed_in')}
            </Typography>
          </Box>
        ))}
      </Panel>
    </>
  );
};

export default AccountShow;
