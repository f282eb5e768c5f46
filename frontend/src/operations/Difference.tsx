import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';

import { useCatalogue } from '../identity/catalogue';
import { useFormats } from '../ui/format';
import { Reading } from './Reading';

const SHOWN = 4;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

// Fields whose values have words: of one table, or of any.
type Say = (value: string) => string;
const tableName: Say = (value) => `operations.table.${value}`;
const state: Say = (value) => `state.${value}`;
const WORDS: Record<string, Say> = {
  'session.kind': (value) => `operations.actor_kind.${value}`, 'session.role': (value) => `operations.role.${value}`,
  'conflict.kind': (value) => `hiring.conflict.kinds.${value}`, 'document.kind': (value) => `kind.${value}`,
  'application.source': (value) => `hiring.source.${value}`, 'review.recommendation': (value) => `hiring.recommend.${value}`,
  state, stage: state, language: (value) => `operations.language.${value}`, scope_kind: tableName, record_kind: tableName,
};
const ROLES = ['role', 'default_role'];

interface Props {
  table: string;
  operation: string;
  changes: Record<string, unknown> | null;
  names?: Record<string, string> | null; // of the accounts and providers that the changes name
}

// What an entry says, to be read: each field, what it was and what it became.
export const Difference = ({ table, operation, changes, names }: Props) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const { roleTitle } = useCatalogue();
  const [all, setAll] = useState(false);
  const fields = Object.entries(changes ?? {}).filter(([name]) => name !== 'id');
  if (fields.length === 0) return <Box component="span" sx={{ color: 'text.secondary' }}>{translate('operations.personal')}</Box>;
  if (operation === 'read' && typeof changes?.path === 'string') {
    return <Reading path={changes.path} query={typeof changes.query === 'string' ? changes.query : ''} />;
  }
  const said = (value: unknown, name: string) => {
    const words = WORDS[`${table}.${name}`] ?? WORDS[name];
    return words && typeof value === 'string' && value ? translate(words(value), { _: value })
    : ROLES.includes(name) && typeof value === 'string' ? roleTitle(value)
    : value === null || value === undefined || value === '' ? translate('operations.no_value')
    : typeof value === 'string' ? (INSTANT.test(value) ? short(value) : names?.[value] ?? value)
    : typeof value === 'boolean' ? translate(`ra.boolean.${value}`)
    : JSON.stringify(value);
  };
  const shown = all ? fields : fields.slice(0, SHOWN);
  return (
    <Box>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'minmax(6rem, auto) minmax(0, 1fr)', columnGap: 1.5, fontSize: '0.875rem' }}>
        {shown.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Box component="dt" title={name} sx={{ color: 'text.secondary' }}>{translate(`operations.field.${name}`, { _: name })}</Box>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: all ? undefined : 2, overflow: 'hidden' }}>
              {operation === 'update' && Array.isArray(value) ? (
                <>
                  <Box component="del" sx={{ color: 'text.secondary' }}>{said(value[0], name)}</Box>
                  <span aria-label={` ${translate('operations.became')} `} role="img"> → </span>
                  <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>{said(value[1], name)}</Box>
                </>
              ) : (
                said(value, name)
              )}
            </Box>
          </Box>
        ))}
      </Box>
      {fields.length > SHOWN && !all && (
        <Button size="small" sx={{ p: 0, minHeight: 24, fontWeight: 450 }} onClick={() => setAll(true)}>{translate('operations.all_fields', { smart_count: fields.length })}</Button>
      )}
    </Box>
  );
};
