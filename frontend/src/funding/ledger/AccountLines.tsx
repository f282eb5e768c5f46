import { Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Wide } from '../parts';
import type { BilingualName } from '../types';
import { Sides } from './sides';

interface Line {
  id: number;
  code: string;
  name: BilingualName;
  asset: string;
  balance_cents: number;
}

// Accounts with their balance: the first step from a figure down to its source.
export const AccountLines = ({ accounts }: { accounts: Line[] }) => {
  const translate = useTranslate();
  const { say } = useFormats();
  if (accounts.length === 0) return <Typography variant="body2" color="text.secondary">{translate('money.nothing_posted')}</Typography>;
  return (
    <Wide label={translate('money.accounts')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.account')}</TableCell>
            <TableCell>{translate('money.asset')}</TableCell>
            <TableCell align="right">{translate('money.debit')}</TableCell>
            <TableCell align="right">{translate('money.credit')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {accounts.map((account) => (
            <TableRow key={account.id} hover>
              <TableCell><Link component={RouterLink} to={`/ledger_accounts/${account.id}/show`} title={account.code}>{say(account.name)}</Link></TableCell>
              <TableCell>{translate(`money.assets.${account.asset.replace('.', '_')}`)}</TableCell>
              <Sides cents={account.balance_cents} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};
