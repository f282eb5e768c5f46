import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

import { useFormats } from '../ui/format';
import { Panel } from '../ui/parts';
import type { FunderPage } from './types';

const AT_ONCE = 5;

// What is due when, by its day: of each line what it is for, and whether it was asked already.
export const Due = ({ page }: { page: FunderPage }) => {
  const translate = useTranslate();
  const { euro, date } = useFormats();
  const [all, setAll] = useState(false);
  const notes = (one: FunderPage['due'][number]) =>
    [
      one.agreement, translate('insights.tranche', { number: one.tranche }),
      one.in_kind && translate('insights.in_kind'),
      one.invoice ? translate('insights.invoice', { number: one.invoice }) : !one.in_kind && !one.conditional && translate(one.unasked ? 'insights.unasked' : 'insights.to_invoice'),
      one.conditional && translate('insights.on_condition'),
    ].filter(Boolean).join(' · ');
  return (
    <Panel title={translate('insights.due')} id="due">
      {page.due.length === 0 && <Typography color="text.secondary">{translate('insights.nothing_open')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {(all ? page.due : page.due.slice(0, AT_ONCE)).map((one) => (
          <Box component="li" key={one.lot_id + one.due_on + one.invoice} sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', alignItems: 'baseline', py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Box sx={{ minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, color: one.late ? 'error.main' : undefined }}>
                {date(one.due_on)}{one.late && ` · ${translate('insights.standing.late')}`}
              </Typography>
              <Typography variant="body2" color="text.secondary">{notes(one)}</Typography>
            </Box>
            <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{euro(one.cents)}</Typography>
          </Box>
        ))}
      </Box>
      {!all && page.due.length > AT_ONCE && (
        <Button size="small" onClick={() => setAll(true)}>{translate('insights.due_more', { smart_count: page.due.length - AT_ONCE })}</Button>
      )}
    </Panel>
  );
};
