import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import MailIcon from '@mui/icons-material/MailOutlined';
import { Button } from '@mui/material';
import { type RaRecord, useListContext, useNotify, useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { useExport } from '../exchange/useExport';
import { useMailing } from './useMailing';

// Of the table of applications: write to those that are ticked, and move them along if one likes; or take them along.
export const WriteToChosen = () => {
  const translate = useTranslate();
  const may = useMay();
  const notify = useNotify();
  const begin = useMailing();
  const take = useExport();
  const { selectedIds, data = [], filterValues } = useListContext<RaRecord>();
  const withVacancy = (go: typeof begin) => {
    const vacancies = new Set(data.filter(({ id }) => selectedIds.includes(id)).map(({ vacancy_id }) => vacancy_id as string));
    const only = (filterValues.vacancy_id as string | undefined) ?? (vacancies.size === 1 ? [...vacancies][0] : undefined);
    if (!only) notify('letters.one_vacancy', { type: 'warning', autoHideDuration: 8000 });
    else void go(only, { application_ids: selectedIds.map(String) });
  };
  return (
    <>
      {may('letter.write') && <Button size="small" startIcon={<MailIcon />} onClick={() => withVacancy(begin)}>{translate('letters.write_or_move')}</Button>}
      {may('application.export') && <Button size="small" startIcon={<DownloadIcon />} onClick={() => withVacancy(take)}>{translate('exchange.zip_chosen')}</Button>}
    </>
  );
};
