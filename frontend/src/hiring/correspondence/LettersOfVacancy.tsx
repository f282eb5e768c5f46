import { Box, Button, Link, MenuItem, Skeleton, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { Empty } from '../../ui/parts';
import { StateLabel } from '../../ui/StateLabel';
import { STAGES, type Vacancy } from '../types';
import { useMailingTitle } from './MailingList';
import { useMailing } from './useMailing';

// The letters of one vacancy, and a new one to all that stand in a stage.
const LettersOfVacancy = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const may = useMay();
  const { short, number } = useFormats();
  const title = useMailingTitle();
  const begin = useMailing();
  const [stage, setStage] = useState('');
  const { data } = useGetList('mailings', { filter: { vacancy_id: vacancy.id }, pagination: { page: 1, perPage: 100 }, sort: { field: 'created_at', order: 'DESC' } });
  const stages = STAGES.filter((one) => vacancy.counts[one]);
  return (
    <>
      {may('letter.write') && (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mb: 2 }}>
          {stages.length > 0 && (
            <>
              <TextField select size="small" label={translate('letters.all_in_stage')} value={stage} onChange={(event) => setStage(event.target.value)} sx={{ minWidth: '15rem' }}>
                {stages.map((one) => <MenuItem key={one} value={one}>{translate(`state.${one}`)} ({number(vacancy.counts[one]!)})</MenuItem>)}
              </TextField>
              <Button variant="contained" disabled={!stage} onClick={() => void begin(vacancy.id as string, { stage })}>{translate('letters.begin')}</Button>
            </>
          )}
          <Box sx={{ flex: 1 }} />
          <Button component={RouterLink} to="/mail_templates">{translate('letters.templates')}</Button>
        </Box>
      )}
      {!data ? <Skeleton height={80} /> : data.length === 0 ? <Empty text={translate('letters.none_of_vacancy')} /> : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.map((one) => (
            <Box component="li" key={one.id} sx={{ display: 'flex', gap: 1.5, py: 1, flexWrap: 'wrap', alignItems: 'center', borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
              <Link component={RouterLink} to={`/mailings/${one.id}/show`} sx={{ fontWeight: 600 }}>{title(one)}</Link>
              <StateLabel state={one.state} label={translate(`letters.state.${one.state}`)} />
              <Typography variant="body2" color="text.secondary">{translate('letters.to', { smart_count: one.recipients })} · {short(one.queued_at ?? one.created_at)} · {one.created_by_name}</Typography>
              {one.unsent > 0 && <Typography variant="body2" color="error">{translate('letters.not_arrived', { smart_count: one.unsent })}</Typography>}
            </Box>
          ))}
        </Box>
      )}
    </>
  );
};

export default LettersOfVacancy;
