import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import { Fold } from './Fold';
import { useSpent } from './spent';
import type { FunderPage } from './types';

// How much of what was allocated is spent; the sentence beside it says the same.
const Spent = ({ spent, allocated }: { spent: number; allocated: number }) => (
  <Box aria-hidden sx={{ height: 6, borderRadius: 3, bgcolor: 'divider', overflow: 'hidden', mt: 0.75 }}>
    <Box sx={{ height: 1, width: `${allocated ? Math.min(100, (spent / allocated) * 100) : 0}%`, bgcolor: 'primary.main' }} />
  </Box>
);

// What the money serves, by kind; each opens the tranches that it came from.
export const Possible = ({ page }: { page: FunderPage }) => {
  const translate = useTranslate();
  const { euro, of } = useFormats();
  const spentOf = useSpent();
  const from = (id: string) =>
    page.agreements.flatMap((agreement) =>
      agreement.tranches.flatMap((tranche) =>
        tranche.uses.filter((use) => use.id === id).map((use) => ({ ...use, agreement: agreement.reference, tranche: tranche.tranche, key: tranche.id })),
      ),
    );
  return (
    <Panel title={translate('insights.possible')} id="possible">
      {page.purposes.length === 0 && <Typography color="text.secondary">{translate('insights.possible_none')}</Typography>}
      {page.purposes.map((purpose) => (
        <Fold
          key={purpose.id} id={`purpose-${purpose.id}`}
          head={
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', alignItems: 'baseline' }}>
                <Typography sx={{ fontWeight: 600, minWidth: 0, overflowWrap: 'anywhere' }}>{of(purpose, 'name')}</Typography>
                <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{euro(purpose.allocated_cents)}</Typography>
              </Box>
              <Typography variant="body2" color="text.secondary">
                {translate(`insights.purpose.${purpose.kind}`)} · {spentOf(purpose)}
              </Typography>
              <Spent spent={purpose.spent_cents} allocated={purpose.allocated_cents} />
            </Box>
          }
        >
          {from(purpose.id).map((use) => (
            <Box key={use.key} sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', py: 0.5 }}>
              <Typography variant="body2">{translate('insights.from_tranche', { agreement: use.agreement, tranche: use.tranche })}</Typography>
              <Typography variant="body2" sx={{ textAlign: 'right' }}>{spentOf(use)}</Typography>
            </Box>
          ))}
        </Fold>
      ))}
      {page.figures.free_cents > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>{translate('insights.free', { amount: euro(page.figures.free_cents) })}</Typography>
      )}
    </Panel>
  );
};
