import UploadIcon from '@mui/icons-material/FileUploadOutlined';
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';

import { request } from '../app/http';
import { FileButton } from './FileButton';
import { problemText } from './MovesBar';

interface Link {
  method: string;
  url: string;
  fields: Record<string, string>;
  headers: Record<string, string>;
}

type Phase = { name: string; at: 'sending' | 'looking' | 'kept' | 'failed' | 'refused'; percent: number; why?: string };

// The bytes go straight to where they are kept. Only XMLHttpRequest tells how far it is.
const send = (link: Link, file: File, onProgress: (percent: number) => void, started: (request: XMLHttpRequest) => void) =>
  new Promise<boolean>((resolve) => {
    const going = new XMLHttpRequest();
    going.open(link.method, link.url);
    for (const [name, value] of Object.entries(link.headers)) going.setRequestHeader(name, value);
    going.upload.onprogress = (event) => event.lengthComputable && onProgress(Math.round((event.loaded / event.total) * 100));
    going.onload = () => resolve(going.status >= 200 && going.status < 300);
    going.onerror = going.onabort = () => resolve(false);
    started(going);
    if (link.method === 'PUT') return going.send(file);
    const form = new FormData();
    for (const [name, value] of Object.entries(link.fields)) form.append(name, value);
    form.append('file', file);
    going.send(form);
  });

// what was found in the file, without the frame of a form around it
const ofFile = (error: unknown) => (error as { body?: { errors?: { file?: string } } }).body?.errors?.file ?? problemText(error);

interface Props {
  recordKind: string;
  recordId: string;
  kind: string;
  onKept: () => void;
}

// Begin, send with progress, have it looked into. A refusal says what to do, and the next try starts clean.
export const Upload = ({ recordKind, recordId, kind, onKept }: Props) => {
  const translate = useTranslate();
  const [phase, setPhase] = useState<Phase | null>(null);
  const [over, setOver] = useState(false);
  const going = useRef<XMLHttpRequest | null>(null);
  const busy = phase?.at === 'sending' || phase?.at === 'looking';

  const take = async (file: File) => {
    const name = file.name;
    setPhase({ name, at: 'sending', percent: 0 });
    try {
      const { json } = await request<{ id: string; upload: Link }>('POST', '/documents', {
        body: { record_kind: recordKind, record_id: recordId, kind, file_name: name, size: file.size },
      });
      const arrived = await send(json.upload, file, (percent) => setPhase({ name, at: 'sending', percent }), (started) => { going.current = started; });
      if (!arrived) return setPhase({ name, at: 'failed', percent: 0 });
      setPhase({ name, at: 'looking', percent: 100 });
      await request('POST', `/documents/${json.id}/moves/complete`, { body: {} });
      setPhase({ name, at: 'kept', percent: 100 });
      onKept();
    } catch (error) {
      setPhase({ name, at: 'refused', percent: 0, why: ofFile(error) });
    }
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) void take(file);
  };

  return (
    <Box
      onDrop={drop} onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      sx={{ border: 1, borderStyle: 'dashed', borderColor: over ? 'primary.main' : 'divider', borderRadius: 2, p: 1.5 }}
    >
      <Stack direction="row" alignItems="center" gap={1.5} flexWrap="wrap">
        <FileButton accept="application/pdf,.pdf" variant="outlined" size="small" startIcon={<UploadIcon />} disabled={busy} onFile={(file) => void take(file)}>
          {translate('ui.upload.choose')}
        </FileButton>
        <Typography variant="body2" color="text.secondary">{translate('ui.upload.drop')}</Typography>
        {phase?.at === 'sending' && <Button size="small" color="inherit" onClick={() => going.current?.abort()}>{translate('ui.upload.cancel')}</Button>}
      </Stack>
      <Box role="status" sx={{ mt: phase ? 1 : 0 }}>
        {busy && (
          <>
            <Typography variant="body2">{translate(`ui.upload.${phase.at}`, { name: phase.name })} {phase.at === 'sending' && `${phase.percent} %`}</Typography>
            <LinearProgress aria-label={phase.name} variant={phase.at === 'sending' ? 'determinate' : 'indeterminate'} value={phase.percent} />
          </>
        )}
        {phase?.at === 'kept' && <Alert severity="success" variant="outlined">{translate('ui.upload.kept', { name: phase.name })}</Alert>}
        {phase?.at === 'failed' && <Alert severity="warning" variant="outlined">{translate('ui.upload.failed', { name: phase.name })}</Alert>}
        {phase?.at === 'refused' && <Alert severity="error" variant="outlined">{phase.name}: {translate(phase.why ?? '', { _: phase.why })}</Alert>}
      </Box>
    </Box>
  );
};
