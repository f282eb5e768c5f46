import { Alert, Box, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { Wide } from '../../funding/parts';
import { useFormats } from '../../ui/format';
import type { Report } from './ReportPage';

type Found = NonNullable<Report['diversity']>;
const OTHERS = 'others';

// One table a question and year. What is not shown is said with why, and never with how many.
export const Diversity = ({ found, from, until }: { found: Found; from: string; until: string }) => {
  const translate = useTranslate();
  const may = useMay();
  const { date, say } = useFormats();
  const to = (path: string, text: string) => (may('hiring_rule.read') ? <Link component={RouterLink} to={path}>{translate(text)}</Link> : translate(text));
  if (found.least == null) return <Alert severity="info" variant="outlined">{translate('hiring_report.no_least')} {to('/hiring_rules', 'hiring_rules.title')}</Alert>;
  const [first, last] = [Number(from.slice(0, 4)), Math.min(Number(until.slice(0, 4)), Number(found.quarter.slice(0, 4)))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, past) => last - past);
  const without = years
    .map((year) => ({ year, asked: found.asked.filter(({ key }) => !found.tables.some((table) => table.key === key && table.year === year)) }))
    .filter(({ asked }) => asked.length > 0);
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '60em' }}>{translate('hiring_report.diversity_help', { least: found.least, day: date(found.quarter) })} {to('/diversity_questions', 'diversity.title')}</Typography>
      {found.tables.map((table) => <OfYear key={`${table.key}${table.year}`} table={table} least={found.least ?? 0} />)}
      {found.tables.length > 0 && <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '60em' }}>{translate('hiring_report.stages_hidden', { least: found.least })}</Typography>}
      {found.asked.length === 0 && found.tables.length === 0 && <Alert severity="info" variant="outlined">{translate('hiring_report.nothing_asked')}</Alert>}
      {without.length > 0 && (
        <Alert severity="info" variant="outlined">
          {translate('hiring_report.too_few', { least: found.least, day: date(found.quarter) })}
          {without.map(({ year, asked }) => <Box key={year}>{year}: {asked.map(({ name }) => say(name)).join(', ')}</Box>)}
        </Alert>
      )}
    </>
  );
};

const OfYear = ({ table, least }: { table: Found['tables'][number]; least: number }) => {
  const translate = useTranslate();
  const { date, number, say } = useFormats();
  const labels = new Map(table.rows.map((row) => [row.answer, say(row.answer_label)]));
  const answers = [...labels.keys()].sort((a, b) => Number(a === OTHERS) - Number(b === OTHERS));
  const stages = [...new Map(table.rows.map((row) => [row.stage, row.label]))];
  const people = (stage: string, answer: string) => table.rows.find((row) => row.stage === stage && row.answer === answer)?.people ?? 0;
  const title = translate('hiring_report.of_year', { name: say(table.name) || table.key, year: table.year });
  return (
    <Box sx={{ mb: 2.5 }}>
      <Typography variant="h3" sx={{ fontSize: '1rem', fontWeight: 600 }}>{title} <Typography component="span" variant="body2" color="text.secondary">{translate('hiring_report.as_of', { day: date(table.as_of) })}</Typography></Typography>
      <Wide label={title}>
        <Table size="small" sx={{ width: 'auto', minWidth: { sm: '30rem' } }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('hiring_report.stage')}</TableCell>
              {answers.map((answer) => <TableCell key={answer} align="right">{labels.get(answer) || translate('hiring_report.others')}</TableCell>)}
            </TableRow>
          </TableHead>
          <TableBody>
            {stages.map(([stage, label]) => {
              const all = answers.reduce((sum, answer) => sum + people(stage, answer), 0);
              return (
                <TableRow key={stage}>
                  <TableCell component="th" scope="row">{say(label)}</TableCell>
                  {answers.map((answer) => (
                    <TableCell key={answer} align="right" sx={{ whiteSpace: 'nowrap' }}>{number(people(stage, answer))} <Box component="span" sx={{ color: 'text.secondary' }}>({Math.round((100 * people(stage, answer)) / all)} %)</Box></TableCell>
                  ))}
                </TableRow>
              );
            })}
            {table.withheld.map(({ stage, label }) => (
              <TableRow key={stage}>
                <TableCell component="th" scope="row">{say(label)}</TableCell>
                <TableCell colSpan={answers.length} align="right" sx={{ color: 'text.secondary' }}>{translate('hiring_report.withheld', { least, day: date(table.as_of) })}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Wide>
    </Box>
  );
};
