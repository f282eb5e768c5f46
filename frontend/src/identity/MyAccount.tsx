import { Box, Grid, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useMe } from '../app/session';
import { PageHead } from '../ui/Page';
import { MyIdentities } from './MyIdentities';
import { MyRoles } from './MyRoles';
import { MySessions } from './MySessions';
import { MyTokens } from './MyTokens';

// What is mine: the roles I have and what each opens, where I am signed in, and the keys of my scripts.
const MyAccount = () => {
  const translate = useTranslate();
  const { account } = useMe();
  return (
    <Box>
      <PageHead title={translate('identity.my_account')} below={<Typography color="text.secondary">{[account.name, account.email].filter(Boolean).join(' · ')}</Typography>} />
      <Grid container spacing={2}>
        <Grid size={{ xs: 12, lg: 6 }}><MyRoles /></Grid>
        <Grid size={{ xs: 12, lg: 6 }}>
          <MySessions />
          <MyIdentities />
          <MyTokens />
        </Grid>
      </Grid>
    </Box>
  );
};

export default MyAccount;
