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
  if (accounts.length === 0) return <Typography variant="body2" color="text.secondary">{translate('funding.nothing_posted')}</Typography>;
  return (
    <Wide label={translate('funding.accounts')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('funding.account')}</TableCell>
            <TableCell>{translate('funding.asset')}</TableCell>
            <TableCell align="right">{translate('funding.debit')}</TableCell>
            <TableCell align="right">{translate('funding.credit')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {accounts.map((account) => (
            <TableRow key={account.id} hover>
              <TableCell><Link component={RouterLink} to={`/ledger_accounts/${account.id}/show`} title={account.code}>{say(account.name)}</Link></TableCell>
              <TableCell>{translate(`funding.assets.${account.asset.replace('.', '_')}`)}</TableCell>
              <Sides cents={account.balance_cents} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Wide>
  );
};
