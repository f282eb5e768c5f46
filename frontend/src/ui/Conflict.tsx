import { Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Radio, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
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
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set()); // fields where the other's text stands

  useEffect(() => {
    void dataProvider.getOne(resource, { id: mine.id }).then(({ data }) => {
      setTheirs(data);
      // where this form was not touched, the other's text is the only one
      setTaken(new Set(Object.keys(data).filter((name) => record && same(mine[name], record[name]))));
    });
  }, [resource, mine, record]);
  if (!record || !theirs) return null;
  const changed = Object.keys(theirs).filter((name) => !KEPT_BY_SERVER.has(name) && !same(theirs[name], record[name]));
  const typed = Object.keys(mine).filter((name) => !KEPT_BY_SERVER.has(name) && !same(mine[name], record[name]));
  const goOn = () => {
    const kept = typed.filter((name) => !changed.includes(name) || !taken.has(name));
    // the form opens anew on what stands now, with what is kept of the typed values as its draft
    keepDraft(draftKey(resource, theirs.id, theirs.version), Object.fromEntries(kept.map((name) => [name, mine[name]])));
    onClose();
    void refetch();
  };
  const choice = (name: string, take: boolean, value: unknown, title: string) => (
    <TableCell sx={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}>
      <FormControlLabel
        sx={{ alignItems: 'flex-start', mr: 0 }}
        control={
          <Radio
            size="small" name={name} checked={taken.has(name) === take} sx={{ py: 0.25 }}
            slotProps={{ input: { 'aria-label': `${label({ source: name, resource })}: ${title}` } }}
            onChange={() => setTaken(new Set(take ? [...taken, name] : [...taken].filter((other) => other !== name)))}
          />
        }
        label={shown(value)}
      />
    </TableCell>
  );
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
                <TableCell component="th" scope="row" sx={{ verticalAlign: 'top' }}>{label({ source: name, resource })}</TableCell>
                {choice(name, true, theirs[name], translate('ui.conflict_theirs'))}
                {choice(name, false, name in mine ? mine[name] : record[name], translate('ui.conflict_mine'))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button variant="contained" onClick={goOn}>{translate('ui.conflict_go_on')}</Button>
      </DialogActions>
    </Dialog>
  );
};
