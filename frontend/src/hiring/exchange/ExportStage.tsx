import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { STAGES, type Vacancy } from '../types';
import { useExport } from './useExport';

// All applications of a stage as a ZIP, a folder each.
export const ExportStage = ({ vacancy }: { vacancy: Vacancy }) => {
  const translate = useTranslate();
  const may = useMay();
  const take = useExport();
  const { number } = useFormats();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!may('application.export')) return null;
  return (
    <>
      <Button size="small" startIcon={<DownloadIcon />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>{translate('exchange.zip')}</Button>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {STAGES.filter((stage) => vacancy.counts[stage]).map((stage) => (
          <MenuItem key={stage} onClick={() => { setAnchor(null); void take(String(vacancy.id), { stage }); }}>{translate(`state.${stage}`)} ({number(vacancy.counts[stage]!)})</MenuItem>
        ))}
      </Menu>
    </>
  );
};
