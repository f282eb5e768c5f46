import { Box, Button, Chip, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useGetList, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import type { Opportunity } from './types';

// Themes that a person found to fit, with who and when. Words in common are a reason to look; nothing is matched by itself.
export const Themes = ({ record }: { record: Opportunity }) => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const refresh = useRefresh();
  const { date, of } = useFormats();
  const match = may('opportunity.match');
  const { data = [] } = useGetList('themes', { filter: { used: 'true' }, pagination: { page: 1, perPage: 200 }, sort: { field: 'name_en', order: 'ASC' } }, { enabled: match });
  const set = async (method: 'PUT' | 'DELETE', id: string) => {
    try {
      await request(method, `/opportunities/${record.id}/themes/${id}`, { body: method === 'PUT' ? {} : undefined });
    } catch (error) {
      notify(problemText(error), { type: 'error' });
    }
    refresh();
  };
  const matched = new Set(record.themes.map(({ theme_id }) => theme_id));
  const others = data.filter(({ id }) => !matched.has(String(id)));
  return (
    <Panel title={translate('opportunities.themes')} id="themes">
      {record.themes.length === 0 && <Typography variant="body2" color="text.secondary">{translate('opportunities.no_themes')}</Typography>}
      {record.themes.map((theme) => (
        <Box key={theme.theme_id} sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap', py: 0.5 }}>
          <Typography sx={{ fontWeight: 600 }}>{of(theme, 'name')}</Typography>
          <Typography variant="body2" color="text.secondary">{theme.by ?? translate('ui.somebody')}, {date(theme.at)}</Typography>
          {match && <Button size="small" color="inherit" aria-label={`${translate('opportunities.unmatch')}: ${of(theme, 'name')}`} onClick={() => void set('DELETE', theme.theme_id)}>{translate('opportunities.unmatch')}</Button>}
        </Box>
      ))}
      {match && others.length > 0 && (
        <TextField select size="small" value="" label={translate('opportunities.match')} onChange={(event) => void set('PUT', event.target.value)} sx={{ mt: 1.5, minWidth: '16rem' }}>
          {others.map((theme) => <MenuItem key={theme.id} value={String(theme.id)}>{of(theme, 'name')}</MenuItem>)}
        </TextField>
      )}
      {record.words_in_common.length > 0 && (
        <Box sx={{ mt: 2 }}>
          <Typography variant="h3" gutterBottom>{translate('opportunities.words_in_common')}</Typography>
          {record.words_in_common.map((theme) => (
            <Stack key={theme.theme_id} direction="row" gap={1} flexWrap="wrap" alignItems="center" sx={{ py: 0.25 }}>
              <Typography variant="body2">{of(theme, 'name')}:</Typography>
              {theme.words.map((word) => <Chip key={word} size="small" variant="outlined" label={word} />)}
            </Stack>
          ))}
        </Box>
      )}
    </Panel>
  );
};
