import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { type RaRecord, useEditContext, useResourceContext, useTranslate, useTranslateLabel } from 'react-admin';

import { dataProvider } from '../app/dataProvider';
import { draftKey, keepDraft } from './useDraft';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const shown = (value: unknown) => (value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));
const KEPT_BY_SERVER = new Set(['version', 'updated_at', 'moves']);

// Somebody wrote while this form was open: both texts, field by field; nothing is lost whichever is taken.
export const Conflict = ({ mine, onClose }: { mine: RaRecord; onClose: () => void }) => {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const resource = useResourceContext() ?? '';
  const { record, refetch } = useEditContext();
  const [theirs, setTheirs] = useState<RaRecord | null>(null);
  useEffect(() => {
    void dataProvider.getOne(resource, { id: mine.id }).then(({ data }) => setTheirs(data));
  }, [resource, mine.id]);
  if (!record || !theirs) return null;
  const changed = Object.keys(theirs).filter((name) => !KEPT_BY_SERVER.has(name) && !same(theirs[name], record[name]));
  const goOn = (keepMine: boolean) => {
    const typed = Object.keys(mine).filter((name) => !same(mine[name], record[name]) && (keepMine || !changed.includes(name)));
    // the form opens anew on what stands now, with the typed values as its draft
    keepDraft(draftKey(resource, theirs.id, theirs.version), Object.fromEntries(typed.map((name) => [name, mine[name]])));
    onClose();
    void refetch();
  };
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby="conflict-title">
      <DialogTitle id="conflict-title">{translate('ui.conflict_title')}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{translate('ui.conflict_text')}</Typography>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('ui.conflict_field')}</TableCell>
              <TableCell>{translate('ui.conflict_theirs')}</TableCell>
              <TableCell>{translate('ui.conflict_mine')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changed.map((name) => (
              <TableRow key={name}>
                <TableCell component="th" scope="row">{label({ source: name, resource })}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{shown(theirs[name])}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{shown(name in mine ? mine[name] : record[name])}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button onClick={() => goOn(false)}>{translate('ui.conflict_take_theirs')}</Button>
        <Button variant="contained" onClick={() => goOn(true)}>{translate('ui.conflict_keep_mine')}</Button>
      </DialogActions>
    </Dialog>
  );
};
