import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Box, Button, Card, Menu, MenuItem, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useListContext, useResourceContext, useTranslate } from 'react-admin';

import { exportUrl } from '../app/dataProvider';

// One fact with its name.
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'minmax(7.5rem, 2fr) minmax(0, 5fr)' }, columnGap: 2, py: 0.5 }}>
    <Typography component="dt" variant="body2" color="text.secondary">{label}</Typography>
    <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>{children || '–'}</Typography>
  </Box>
);

export const Panel = ({ title, children, id }: { title: string; children: ReactNode; id: string }) => (
  <Card component="section" aria-labelledby={id} sx={{ p: 2, mb: 2 }}>
    <Typography variant="h2" id={id} gutterBottom>{title}</Typography>
    {children}
  </Card>
);

// An empty list teaches: what comes here, and what to do first.
export const Empty = ({ text, action }: { text: string; action?: ReactNode }) => (
  <Box sx={{ textAlign: 'center', color: 'text.secondary', p: 6 }}>
    <Typography sx={{ maxWidth: '32em', mx: 'auto', mb: 2 }}>{text}</Typography>
    {action}
  </Box>
);

// The list as it is filtered now, as a file.
export const ExportMenu = () => {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const { filterValues, sort } = useListContext();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button size="small" startIcon={<DownloadIcon />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        {translate('ra.action.export')}
      </Button>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <MenuItem key={format} component="a" download href={exportUrl(resource, format, { filter: filterValues, sort })} onClick={() => setAnchor(null)}>
            {format === 'xlsx' ? 'Excel (XLSX)' : 'CSV'}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};

export const FileSize = ({ bytes }: { bytes: number }) => <>{bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`}</>;
