import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { API } from '../../app/http';
import { useFormats } from '../../ui/format';
import { StateLabel } from '../../ui/StateLabel';
import { Hash, Wide } from '../parts';
import type { Agreement } from '../types';

// Every version with what it made of the amount, why, and the file it stands on.
export const Versions = ({ agreement }: { agreement: Agreement }) => {
  const translate = useTranslate();
  const { date, exact } = useFormats();
  const before = (number: number) => agreement.versions.find((one) => one.number < number && ['in_force', 'superseded'].includes(one.state));
  return (
    <Wide label={translate('money.versions')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('money.version')}</TableCell>
            <TableCell>{translate('resources.agreement_versions.fields.state')}</TableCell>
            <TableCell>{translate('resources.agreement_versions.fields.effective_on')}</TableCell>
            <TableCell align="right">{translate('money.amount')}</TableCell>
            <TableCell>{translate('money.why_and_file')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {agreement.versions.map((version) => {
            const difference = version.amount_cents - (before(version.number)?.amount_cents ?? version.amount_cents);
            const signed = version.documents.filter(({ kind }) => kind === 'signed').at(-1);
            return (
              <TableRow key={version.id} sx={{ '& td': { verticalAlign: 'top' } }}>
                <TableCell><Link component={RouterLink} to={`/agreement_versions/${version.id}/show`} aria-label={translate('money.version_number', { number: version.number })}>{version.number}</Link></TableCell>
                <TableCell><StateLabel state={version.state} /></TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{date(version.effective_on)}</TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {exact(version.amount_cents)}
                  {difference !== 0 && <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>{difference > 0 ? '+' : ''}{exact(difference)}</Box>}
                </TableCell>
                <TableCell sx={{ minWidth: '12rem' }}>
                  {version.reason || (version.number === 1 && translate('money.first_terms'))}
                  {signed && (
                    <Box component="span" sx={{ display: 'block' }}>
                      <Link href={`${API}/documents/${signed.id}/content`} download>{signed.file_name}</Link> {version.signed_sha256 && <Hash of={version.signed_sha256} />}
                    </Box>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Wide>
  );
};
