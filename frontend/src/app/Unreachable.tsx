import { Box, Button, Typography } from '@mui/material';

import type { Language } from './i18n';
import { en, nl } from './messages/outage';

// The server does not answer at all: there is nobody yet to ask for words, so the browser's language decides.
export const Unreachable = ({ language, onRetry }: { language: Language; onRetry: () => void }) => {
  const words = (language === 'nl' ? nl : en).ui;
  return (
    <Box component="main" sx={{ maxWidth: '34em', mx: 'auto', mt: '18vh', px: 3 }}>
      <Typography variant="h1" gutterBottom>{words.unreachable}</Typography>
      <Typography gutterBottom>{words.no_server}</Typography>
      <Button variant="contained" onClick={onRetry}>{words.try_again}</Button>
    </Box>
  );
};
