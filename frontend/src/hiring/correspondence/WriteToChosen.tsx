import MailIcon from '@mui/icons-material/MailOutlined';
import { Button } from '@mui/material';
import { type RaRecord, useListContext, useNotify, useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { useMailing } from './useMailing';

// Of the table of applications: write to those that are ticked, and move them along if one likes.
export const WriteToChosen = () => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const begin = useMailing();
  const { selectedIds, data = [], filterValues } = useListContext<RaRecord>();
  if (!may('letter.write')) return null;
  const write = () => {
    const vacancies = new Set(data.filter(({ id }) => selectedIds.includes(id)).map(({ vacancy_id }) => vacancy_id as string));
    const only = (filterValues.vacancy_id as string | undefined) ?? (vacancies.size === 1 ? [...vacancies][0] : undefined);
    if (!only) notify('letters.one_vacancy', { type: 'warning', autoHideDuration: 8000 });
    else void begin(only, { application_ids: selectedIds.map(String) });
  };
  return <Button size="small" startIcon={<MailIcon />} onClick={write}>{translate('letters.write_or_move')}</Button>;
};
