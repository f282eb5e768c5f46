import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import type { FunderPage } from './types';

const Line = ({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) => (
  <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', py: 0.5 }}>
    <Typography sx={{ fontWeight: strong ? 600 : undefined }}>{label}</Typography>
    <Typography sx={{ whiteSpace: 'nowrap', fontWeight: strong ? 600 : undefined }}>{value}</Typography>
  </Box>
);

// What the agreed ratio gives on own money; of all others only the total that was published.
export const Matched = ({ page }: { page: FunderPage }) => {
  const translate = useTranslate();
  const { euro, date, number, of } = useFormats();
  if (page.matching.length === 0 && !page.published) return null;
  return (
    <Panel title={translate('insights.matched')} id="matched">
      {page.matching.map(({ rule, agreements, own_cents, matched_cents }) => (
        <Box key={rule.key} sx={{ mb: 1.5 }}>
          <Typography variant="h3" gutterBottom>{of(rule, 'name')} <Typography component="span" variant="body2" color="text.secondary">{agreements.join(', ')}</Typography></Typography>
          <Typography variant="body2" color="text.secondary">
            {translate('insights.ratio', { private: number(rule.private_parts), public: number(rule.public_parts) })}{' '}
            {translate(`insights.ratio_basis.${rule.basis}`)}, {translate('insights.ratio_window', { from: date(rule.window_from), until: date(rule.window_until) })}.
          </Typography>
          <Box sx={{ mt: 0.5 }}>
            <Line label={translate('insights.ratio_own')} value={euro(own_cents)} />
            <Line label={translate('insights.ratio_matched')} value={euro(matched_cents)} strong />
          </Box>
          <Typography variant="body2" color="text.secondary">
            {translate('insights.ratio_counted', { cap: euro(rule.cap_cents) })} {translate('insights.ratio_source', { source: rule.source })}.
          </Typography>
        </Box>
      ))}
      {page.published && (
        <Typography variant="body2" color="text.secondary">
          {translate('insights.published', { total: euro(page.published.total_cents), day: date(page.published.quarter_until) })}
        </Typography>
      )}
    </Panel>
  );
};
