import { Box, Button, Card, Checkbox, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';

import { request } from '../../app/http';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { problemText } from '../../ui/MovesBar';
import { PageHead, PageSkeleton } from '../../ui/Page';
import { Empty } from '../../ui/parts';
import { Tabs } from './parts';
import type { Repair } from './types';

// Texts that came in a wrong encoding, as they are and as they were meant: a person says that it is so.
const RepairPage = () => {
  const translate = useTranslate();
  const notify = useNotify();
  const [params] = useSearchParams();
  const id = params.get('id');
  const [left, setLeft] = useState<Set<string>>(new Set()); // those that somebody does not want
  const [busy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['opportunity_repairs', id], queryFn: () => request<{ data: Repair[] }>('GET', `/opportunity-repairs${id ? `?id=${id}` : ''}`).then(({ json }) => json.data) });
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const able = data.filter(({ texts }) => texts.length > 0);
  const chosen = able.filter((one) => !left.has(one.id));
  const accept = async () => {
    setBusy(true);
    try {
      const { json } = await request<{ repaired: number }>('POST', '/opportunity-repairs', { body: { records: chosen.map(({ id: one, version }) => ({ id: one, version })) } });
      notify('opportunities.repaired', { type: 'success', messageArgs: { smart_count: json.repaired } });
    } catch (refused) {
      notify(problemText(refused), { type: 'error' });
    }
    setBusy(false);
    await refetch();
  };
  const turn = (one: string) => setLeft((now) => new Set(now.has(one) ? [...now].filter((other) => other !== one) : [...now, one]));
  return (
    <Box sx={{ maxWidth: '62rem' }}>
      <PageHead
        title={translate('opportunities.tab.repairs')} above={<Tabs />} below={<Typography color="text.secondary" sx={{ maxWidth: '52em' }}>{translate('opportunities.repairs_lead')}</Typography>}
        actions={chosen.length > 0 && <Button variant="contained" disabled={busy} onClick={() => void accept()}>{translate('opportunities.accept', { smart_count: chosen.length })}</Button>}
      />
      {data.length === 0 && <Empty text={translate('opportunities.no_repairs')} />}
      {data.map((one) => (
        <Card key={one.id} sx={{ p: 1.5, mb: 1, display: 'flex', gap: 1 }}>
          <Checkbox size="small" sx={{ alignSelf: 'flex-start' }} checked={one.texts.length > 0 && !left.has(one.id)} disabled={one.texts.length === 0} onChange={() => turn(one.id)} slotProps={{ input: { 'aria-label': one.title } }} />
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Link component={RouterLink} to={`/opportunities/${one.id}/show`}>{one.title}</Link>
            {one.texts.length === 0 && <Typography variant="body2" color="text.secondary">{translate('opportunities.no_way_back')}</Typography>}
            {one.texts.map(({ field, was, becomes }, at) => (
              <Box key={at} sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
                <Typography variant="caption" color="text.secondary">{translate(`resources.opportunities.fields.${field}`)}</Typography>
                <Typography variant="body2" component="div"><del>{was}</del></Typography>
                <Typography variant="body2" component="div"><ins style={{ textDecoration: 'none', fontWeight: 600 }}>{becomes}</ins></Typography>
              </Box>
            ))}
          </Box>
        </Card>
      ))}
    </Box>
  );
};

export default RepairPage;
