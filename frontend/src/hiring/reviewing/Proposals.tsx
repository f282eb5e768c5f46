import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { dataProvider } from '../../app/dataProvider';
import { request } from '../../app/http';
import { problemText, ReasonDialog } from '../../ui/MovesBar';
import { StateLabel } from '../../ui/StateLabel';
import { Grounds } from './Grounds';
import type { Proposal } from './types';

// What the rules propose and somebody other than whom it is about decides. `quiet`: shows nothing where there is nothing.
export const Proposals = ({ filter, quiet = false }: { filter: Record<string, unknown>; quiet?: boolean }) => {
  const translate = useTranslate();
  const { data, refetch } = useGetList<Proposal>('conflict_proposals', {
    filter: { ...filter, state: ['proposed', 'denied'] }, pagination: { page: 1, perPage: 50 }, sort: { field: 'created_at', order: 'ASC' },
  });
  if (!data) return null;
  if (data.length === 0) return quiet ? null : <Typography variant="body2" color="text.secondary">{translate('reviewing.no_proposals')}</Typography>;
  return (
    <>
      {quiet && <Typography variant="body2" fontWeight={600} sx={{ mt: 2 }}>{translate('reviewing.proposals')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((one) => <OneProposal key={one.id} proposal={one} onDecided={() => void refetch()} />)}
      </Box>
    </>
  );
};

const OneProposal = ({ proposal, onDecided }: { proposal: Proposal; onDecided: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'confirm' | 'dismiss' | null>(null);
  const { person, applicant } = proposal;
  const { data: denied } = useQuery({
    queryKey: ['denied', proposal.id, proposal.version], enabled: proposal.state === 'denied',
    queryFn: async () => (await request<{ data: { move: string; reason: string | null }[] }>('GET', `/conflict-proposals/${proposal.id}/timeline`)).json.data.find(({ move }) => move === 'deny')?.reason,
  });
  const decide = async (move: 'confirm' | 'dismiss', reason?: string) => {
    try {
      await dataProvider.move('conflict_proposals', proposal.id, move, proposal.version, reason);
      notify('reviewing.decided', { type: 'success' });
      setAsking(null);
    } catch (error) {
      return problemText(error);
    } finally {
      void client.invalidateQueries({ queryKey: ['reviewing'] });
      void client.invalidateQueries({ queryKey: ['todo'] });
      onDecided();
    }
    return '';
  };
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Stack direction="row" alignItems="center" gap={1} flexWrap="wrap">
        <Typography variant="body2" fontWeight={600} sx={{ overflowWrap: 'anywhere' }}>
          {person} · <Link component={RouterLink} to={`/applications/${proposal.application_id}/show`}>{applicant}</Link>
        </Typography>
        <StateLabel state={proposal.state} />
      </Stack>
      <Grounds kind={proposal.kind} grounds={proposal.grounds} />
      {denied && <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>{translate('reviewing.denied_because', { person, reason: denied })}</Typography>}
      <Stack direction="row" gap={1} sx={{ mt: 0.75 }} flexWrap="wrap">
        <Button size="small" variant="outlined" color="error" aria-label={`${translate('reviewing.there_is')}: ${translate('reviewing.between', { person, applicant })}`} onClick={() => setAsking('confirm')}>{translate('reviewing.there_is')}</Button>
        <Button size="small" color="inherit" aria-label={`${translate('reviewing.dismiss')}: ${translate('reviewing.between', { person, applicant })}`} onClick={() => setAsking('dismiss')}>{translate('reviewing.dismiss')}</Button>
      </Stack>
      {asking && (
        <ReasonDialog
          title={translate(asking === 'confirm' ? 'reviewing.there_is' : 'reviewing.dismiss')} optional={asking === 'confirm'}
          text={`${translate('reviewing.between', { person, applicant })}.${asking === 'confirm' ? ` ${translate('reviewing.asked.yes_help')}` : ''}`}
          onClose={(reason) => (reason === null ? setAsking(null) : decide(asking, reason || undefined))}
        />
      )}
    </Box>
  );
};
