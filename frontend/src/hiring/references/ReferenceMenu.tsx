import MoreIcon from '@mui/icons-material/MoreHoriz';
import { IconButton, Menu, MenuItem, Skeleton, Typography } from '@mui/material';
import { useState } from 'react';
import { DateInput, type RaRecord, required, TextInput, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { FileButton } from '../../ui/FileButton';
import { DialogForm } from '../../ui/FormFrame';
import { today, useFormats } from '../../ui/format';
import { type Move, ReasonDialog, useMove } from '../../ui/MovesBar';
import { WHOLE } from '../../ui/RecordFrame';
import { OPEN, type Reference } from './types';

type Asking = { what: 'extend' | 'letter' } | { what: 'move'; move: Move } | null;

// What can be done with one reference; asked of the server when the menu opens.
export const ReferenceMenu = ({ reference }: { reference: Reference }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  const refresh = useRefresh();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const { data } = useGetOne<RaRecord>('references', { id: reference.id, meta: WHOLE }, { enabled: Boolean(anchor) || Boolean(asking) });
  const perform = useMove('references', refresh);
  const moves = ((data?.moves ?? []) as Move[]).filter(({ permitted }) => permitted);
  const later = [
    ...([...OPEN, 'expired'].includes(reference.state) ? ['extend' as const] : []),
    ...(['received', 'withdrawn'].includes(reference.state) ? [] : ['letter' as const]),
  ];
  const close = () => setAnchor(null);
  if (reference.state === 'received' || reference.state === 'withdrawn') return null;
  return (
    <>
      <IconButton size="small" aria-haspopup="menu" aria-label={translate('references.do', { name: reference.name })} onClick={(event) => setAnchor(event.currentTarget)}><MoreIcon fontSize="small" /></IconButton>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={close}>
        {!data && <MenuItem disabled><Skeleton width={120} /></MenuItem>}
        {data && moves.filter(({ reason }) => !reason).map((move) => (
          <MenuItem key={move.name} disabled={!move.allowed} onClick={() => { close(); void perform(data, move); }} sx={{ display: 'block' }}>
            {say(move.label)}{!move.allowed && <Typography variant="caption" display="block">{say(move.why_not)}</Typography>}
          </MenuItem>
        ))}
        {data && later.map((what) => <MenuItem key={what} onClick={() => { close(); setAsking({ what }); }}>{translate(`references.${what}`)}</MenuItem>)}
        {data && moves.filter(({ reason }) => reason).map((move) => (
          <MenuItem key={move.name} onClick={() => { close(); setAsking({ what: 'move', move }); }} sx={{ color: 'error.main' }}>{say(move.label)}</MenuItem>
        ))}
      </Menu>
      {asking?.what === 'extend' && <Extend reference={reference} version={Number(data?.version ?? reference.version)} onClose={() => setAsking(null)} />}
      {asking?.what === 'letter' && <Letter reference={reference} version={Number(data?.version ?? reference.version)} onClose={() => setAsking(null)} />}
      {asking?.what === 'move' && data && (
        <ReasonDialog
          title={say(asking.move.label)} text={translate(reference.state === 'named' ? 'references.withdraw_named' : 'references.withdraw_text', { name: reference.name })}
          onClose={async (reason) => {
            const refused = reason === null ? '' : await perform(data, asking.move, reason);
            if (!refused) setAsking(null);
            return refused;
          }}
        />
      )}
    </>
  );
};

interface DialogProps {
  reference: Reference;
  version: number;
  onClose: () => void;
}

const Extend = ({ reference, version, onClose }: DialogProps) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <DialogForm
      title={translate('references.extend')} submit="references.extend" onClose={onClose}
      onSubmit={async ({ until }) => {
        await request('POST', `/references/${reference.id}/extend`, { body: { until }, version });
        notify('references.extended', { type: 'success', messageArgs: { name: reference.name } });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('references.extend_text', { name: reference.name })}</Typography>
      <DateInput source="until" label="references.until_day" validate={required()} slotProps={{ htmlInput: { min: today() } }} />
    </DialogForm>
  );
};

const Letter = ({ reference, version, onClose }: DialogProps) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  return (
    <DialogForm
      title={translate('references.letter')} submit="references.keep_letter" onClose={onClose}
      onSubmit={async ({ note }) => {
        if (!file) throw new Error(translate('references.choose_file'));
        const form = new FormData();
        form.append('file', file);
        form.append('note', String(note));
        await request('POST', `/references/${reference.id}/letter`, { form, version });
        notify('references.letter_kept', { type: 'success' });
        onClose();
        refresh();
      }}
    >
      <Typography variant="body2" color="text.secondary">{translate('references.letter_text', { name: reference.name })}</Typography>
      <FileButton accept="application/pdf,.pdf" variant="outlined" size="small" onFile={setFile}>{translate('ui.upload.choose')}</FileButton>
      <Typography variant="body2" role="status">{file ? file.name : translate('references.no_file')}</Typography>
      <TextInput source="note" label="references.note" helperText="references.note_help" multiline validate={required()} slotProps={{ htmlInput: { maxLength: 2000 } }} />
    </DialogForm>
  );
};
