import { Alert, AlertTitle, Box, Button, Card, Link as MuiLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';

import type { Problem } from '../app/http';
import { upload } from '../app/upload';
import { DropZone, Sending } from '../ui/DropZone';
import { PageHead } from '../ui/Page';

const MOST_MB = 25; // the server's bound for one request

interface Result {
  read: number;
  added: number;
  updated: number;
}

type Stage =
  | { at: 'choosing' }
  | { at: 'sending'; name: string; percent: number }
  | { at: 'done'; name: string; result: Result }
  | { at: 'refused'; problem: Problem; records: unknown[] }
  | { at: 'failed'; sentence: string };

const OrganisationImport = () => {
  const translate = useTranslate();
  const [stage, setStage] = useState<Stage>({ at: 'choosing' });

  const send = async (file: File) => {
    if (file.size > MOST_MB * 1024 ** 2) {
      setStage({ at: 'failed', sentence: translate('partners.import_large', { most: MOST_MB }) });
      return;
    }
    setStage({ at: 'sending', name: file.name, percent: 0 });
    const answer = await upload<Result>('/organisations/import', file, (percent) => setStage({ at: 'sending', name: file.name, percent }));
    if ('done' in answer) setStage({ at: 'done', name: file.name, result: answer.done });
    else if ('unreachable' in answer) setStage({ at: 'failed', sentence: translate('partners.import_offline') });
    else if (answer.refused.errors?.some((error) => error.field.startsWith('['))) {
      setStage({ at: 'refused', problem: answer.refused, records: await recordsOf(file) });
    } else {
      const more = (answer.refused.errors ?? []).map((error) => `${error.problem} ${error.remedy}`);
      setStage({ at: 'failed', sentence: [answer.refused.detail, ...more].join(' ') });
    }
  };

  return (
    <Box sx={{ maxWidth: '46rem' }}>
      <PageHead
        title={translate('partners.import_title')}
        above={<MuiLink component={Link} to="/organisations">{translate('partners.menu.organisations')}</MuiLink>}
        below={<Typography color="text.secondary">{translate('partners.import_lead')}</Typography>}
      />
      <Box aria-live="polite">
        {stage.at === 'sending' && <Sending {...stage} />}
        {stage.at === 'done' && <Done {...stage} />}
        {stage.at === 'refused' && <Refused {...stage} />}
        {stage.at === 'failed' && (
          <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
            <AlertTitle>{translate('partners.import_failed')}</AlertTitle>
            {stage.sentence}
          </Alert>
        )}
      </Box>
      {stage.at !== 'sending' && (
        <DropZone
          drop={translate('partners.import_drop')} choose={translate(stage.at === 'done' ? 'partners.import_again' : 'partners.import_choose')} accept=".json,application/json"
          quiet={stage.at === 'done'} onFile={(file) => void send(file)}
        />
      )}
    </Box>
  );
};

// The records as they stand in the file, to name those that were refused.
async function recordsOf(file: File): Promise<unknown[]> {
  try {
    const found: unknown = JSON.parse(await file.text());
    return Array.isArray(found) ? found : [found];
  } catch {
    return [];
  }
}

function nameOf(record: unknown): string | undefined {
  const { id, name, names } = (record ?? {}) as { id?: unknown; name?: unknown; names?: { value?: unknown }[] };
  return [Array.isArray(names) ? names[0]?.value : name, id].filter((part) => typeof part === 'string' && part).join(' · ') || undefined;
}

const Done = ({ name, result }: { name: string; result: Result }) => {
  const translate = useTranslate();
  const figures: [string, number][] = [
    ['read', result.read], ['added', result.added], ['updated', result.updated], ['same', result.read - result.added - result.updated],
  ];
  return (
    <Card sx={{ p: 3, mb: 2 }}>
      <Typography variant="h2">{translate('partners.import_done')}</Typography>
      <Typography variant="body2" color="text.secondary" gutterBottom>{name}</Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(7rem, 1fr))', gap: 2, my: 2 }}>
        {figures.map(([label, figure]) => (
          <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <Typography component="dt" variant="body2" color="text.secondary">{translate(`partners.import_${label}`)}</Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.9rem', fontWeight: 600, lineHeight: 1.2 }}>{figure}</Typography>
          </Box>
        ))}
      </Box>
      <Button component={Link} to="/organisations" variant="contained">{translate('partners.import_see')}</Button>
    </Card>
  );
};

const Refused = ({ problem, records }: { problem: Problem; records: unknown[] }) => {
  const translate = useTranslate();
  const { errors } = problem;
  return (
    <>
      <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
        <AlertTitle>{translate('partners.import_refused')}</AlertTitle>
        {translate('partners.import_refused_text', { smart_count: errors.length })}
      </Alert>
      <Card sx={{ mb: 2, overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('partners.import_record')}</TableCell>
              <TableCell>{translate('partners.import_reason')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {errors.map((error) => {
              const number = Number(error.field.slice(1, -1));
              return (
                <TableRow key={error.field}>
                  <TableCell component="th" scope="row" sx={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
                    {nameOf(records[number])}
                    <Typography variant="body2" color="text.secondary">{translate('partners.import_number', { number: number + 1 })}</Typography>
                  </TableCell>
                  <TableCell sx={{ verticalAlign: 'top' }}>{error.problem} {error.remedy}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Card>
    </>
  );
};

export default OrganisationImport;
