import DescriptionIcon from '@mui/icons-material/DescriptionOutlined';
import { Box, Link, List, ListItem, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';

import { API } from '../app/http';
import { FileSize } from './parts';

interface Doc {
  id: string;
  kind: string;
  file_name: string;
  size: number;
  pages: number | null;
}

// The record's files. Each opens as a download by a link that lives a quarter of an hour.
export const Documents = () => {
  const record = useRecordContext();
  const translate = useTranslate();
  const documents = (record?.documents ?? []) as Doc[];
  if (documents.length === 0) return <Typography variant="body2" color="text.secondary">{translate('ui.no_documents')}</Typography>;
  return (
    <List dense disablePadding>
      {documents.map((doc) => (
        <ListItem key={doc.id} disableGutters sx={{ gap: 1.5 }}>
          <DescriptionIcon fontSize="small" aria-hidden />
          <Box>
            <Link href={`${API}/documents/${doc.id}/content`} download>{doc.file_name}</Link>
            <Typography variant="caption" color="text.secondary" display="block">
              {translate(`kind.${doc.kind}`)} · <FileSize bytes={doc.size} />{doc.pages ? ` · ${translate('ui.pages', { smart_count: doc.pages })}` : ''}
            </Typography>
          </Box>
        </ListItem>
      ))}
    </List>
  );
};
