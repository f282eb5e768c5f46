import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useCallback, useEffect, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';
import { problemText } from '../../ui/MovesBar';
import type { Shares } from './types';

// The reviews shared out evenly: looked at first, written once it is confirmed.
export const ShareOut = ({ vacancy, each, onClose }: { vacancy: string; each: number; onClose: (done: boolean) => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { number } = useFormats();
  const [shares, setShares] = useState<Shares | null>(null);
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const ask = useCallback(async (expected: string | null) => (
    (await request<Shares>('POST', `/vacancies/${vacancy}/assignments/share-out`, { body: { reviews_each: each, expected }, key: crypto.randomUUID() })).json
  ), [vacancy, each]);
  const look = useCallback(() => ask(null).then(setShares, (error: unknown) => setRefused(problemText(error))), [ask]);
  useEffect(() => void look(), [look]);
  const write = async () => {
    setBusy(true);
    setRefused('');
    try {
      const { added } = await ask(shares!.digest);
      notify('reviewing.shared', { type: 'success', messageArgs: { smart_count: added } });
      onClose(true);
    } catch (error) {
      setRefused(problemText(error));
      await look();
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={() => !busy && onClose(false)} fullWidth maxWidth="sm" aria-labelledby="share-title">
      <DialogTitle id="share-title">{translate('reviewing.share_title')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" gutterBottom>{translate('reviewing.share_lead')}</Typography>
        {refused && <Alert severity="error" variant="outlined" sx={{ my: 1 }}>{translate(refused, { _: refused })}</Alert>}
        {!shares && !refused && <Skeleton variant="rounded" height={160} />}
        {shares && (
          <>
            <Table size="small" aria-label={translate('reviewing.reviewers')}>
              <TableHead>
                <TableRow><TableCell>{translate('reviewing.reviewer')}</TableCell><TableCell align="right">{translate('reviewing.assigned')}</TableCell></TableRow>
              </TableHead>
              <TableBody>
                {shares.loads.map((load) => (
                  <TableRow key={load.account_id}>
                    <TableCell component="th" scope="row">{load.name}</TableCell>
                    <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{translate('reviewing.before_after', { before: number(load.before), after: number(load.after) })}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {shares.added === 0 && <Alert severity="info" variant="outlined" sx={{ mt: 1.5 }}>{translate('reviewing.share_nothing')}</Alert>}
            {shares.lacking_total > 0 && (
              <Alert severity="warning" variant="outlined" sx={{ mt: 1.5 }}>
                {translate('reviewing.lacking', { smart_count: shares.lacking_total })}
                <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 180, overflowY: 'auto' }} tabIndex={0}>
                  {shares.lacking.map((one) => (
                    <li key={one.application_id}>
                      {translate('reviewing.lacks', { name: one.name, reference: one.reference, lacks: one.lacks })}
                      {one.not_available.length > 0 && `; ${translate('reviewing.not_available', { names: one.not_available.join(', ') })}`}
                    </li>
                  ))}
                  {shares.lacking_total > shares.lacking.length && <li>{translate('reviewing.and_more', { smart_count: shares.lacking_total - shares.lacking.length })}</li>}
                </Box>
              </Alert>
            )}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={() => onClose(false)}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" disabled={busy || !shares || shares.added === 0} onClick={() => void write()}>{translate('reviewing.share_write', { smart_count: shares?.added ?? 0 })}</Button>
      </DialogActions>
    </Dialog>
  );
};
