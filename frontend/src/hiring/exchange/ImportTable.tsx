import { Alert, Box, Button, MenuItem, Skeleton, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useFormats } from '../../ui/format';

const FIELDS = ['name', 'given_name', 'family_name', 'email', 'phone', 'orcid', 'language', 'motivation', 'via'];
const SHOWN = 20;

interface Both {
  nl: string;
  en: string;
}

interface Table {
  headings: string[];
  columns: Record<string, string>;
  unicode: boolean;
  rows: number;
  first: Record<string, string>[];
  imported: number;
  refusals: { row: number; field: string; column: string | null; problem: Both; remedy: Both }[];
}

// A table of applicants: which column holds what, each refused cell with its remedy; read in whole or not at all.
const ImportTable = ({ vacancyId, file, onDone }: { vacancyId: string; file: File; onDone: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const { say } = useFormats();
  const [columns, setColumns] = useState<Record<string, string> | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (preview: boolean) => {
    const form = new FormData();
    form.append('file', file);
    if (columns) form.append('columns', JSON.stringify(columns));
    return request<Table>('POST', `/applications/import-table?vacancy_id=${vacancyId}&preview=${preview}`, { form }).then(({ json }) => json);
  };
  const { data, error } = useQuery({ queryKey: ['applications', 'table', vacancyId, file.name, file.size, file.lastModified, columns], queryFn: () => send(true), retry: false, placeholderData: (before: Table | undefined) => before });
  if (error) return <Alert severity="error" variant="outlined" sx={{ mt: 2 }}><strong>{file.name}</strong><br />{error.message}</Alert>;
  if (!data) return <Skeleton height={120} />;
  const chosen = columns ?? data.columns;
  const choose = (field: string, heading: string) => {
    const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== field));
    setColumns(heading ? { ...others, [field]: heading } : others);
  };
  const read = async () => {
    setBusy(true);
    try {
      const done = await send(false);
      notify('hiring.imported', { type: 'success', messageArgs: { smart_count: done.imported } });
      onDone();
    } catch (problem) {
      notify((problem as Error).message, { type: 'error', autoHideDuration: 8000 });
    }
    setBusy(false);
  };
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="h3" gutterBottom>{translate('exchange.columns', { file: file.name })}</Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 1, mb: 1.5 }}>
        {FIELDS.map((field) => (
          <TextField select size="small" key={field} label={translate(`exchange.field.${field}`)} value={chosen[field] ?? ''} onChange={(event) => choose(field, event.target.value)}>
            <MenuItem value=""><em>{translate('exchange.none')}</em></MenuItem>
            {data.headings.map((heading) => <MenuItem key={heading} value={heading}>{heading}</MenuItem>)}
          </TextField>
        ))}
      </Box>
      {!data.unicode && <Alert severity="warning" variant="outlined" sx={{ mb: 1 }}>{translate('exchange.windows')}</Alert>}
      {data.refusals.length > 0 ? (
        <Alert severity="error" variant="outlined" sx={{ mb: 1 }}>
          {translate('exchange.refused', { smart_count: data.refusals.length })}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {data.refusals.slice(0, SHOWN).map((one, at) => (
              <li key={at}>{translate('exchange.row', { row: one.row })}{one.column && `, ${one.column}`}: {say(one.problem)} {say(one.remedy)}</li>
            ))}
          </Box>
        </Alert>
      ) : (
        <Typography variant="body2" gutterBottom>{translate('exchange.would', { smart_count: data.rows, names: data.first.map(({ name }) => name).join(', ') })}</Typography>
      )}
      <Button variant="contained" disabled={busy || data.rows === 0 || data.refusals.length > 0} onClick={() => void read()}>{translate('exchange.read', { smart_count: data.rows })}</Button>
    </Box>
  );
};

export default ImportTable;
