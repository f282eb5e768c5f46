import { Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';

import { PageHead } from './Page';

// An address that leads nowhere, and a record that does not exist for who asks: they look the same.
export const NotFound = () => {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={translate('ra.page.not_found')} />
      <Typography sx={{ maxWidth: '40em', mb: 2.5 }}>{translate('ui.not_found')}</Typography>
      <Stack direction="row" gap={1}>
        <Button variant="contained" component={Link} to="/">{translate('ui.to_home')}</Button>
        <Button onClick={() => void navigate(-1)}>{translate('ra.action.back')}</Button>
      </Stack>
    </>
  );
};
