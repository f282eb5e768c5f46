import { Box, Link as MuiLink } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';

import { resourceOf } from '../app/dataProvider';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLACING = ['page', 'per_page', 'sort', 'after', 'format', 'words', 'language'];

interface Props {
  path: string;
  query: string;
}

// What an auditor looked at, in words: a record that can be opened, or a list with its page and what it was searched by.
export const Reading = ({ path, query }: Props) => {
  const translate = useTranslate();
  const parts = path.replace(/^\/api\/v1\//, '').split('/');
  const at = parts.findIndex((part) => ID.test(part));
  const exported = parts[parts.length - 1] === 'export';
  const resource = resourceOf((at < 0 ? parts.slice(0, exported ? -1 : undefined) : parts.slice(0, at)).join('/'));
  const called = (count: number) => translate(`resources.${resource}.name`, { smart_count: count, _: resource });
  if (at >= 0) {
    return <MuiLink component={Link} to={`/${resource}/${parts[at]}/show`} title={path}>{translate('operations.read_record', { name: called(1) })}</MuiLink>;
  }
  const page = translate(`operations.read_page.${resource}`, { _: '' });
  if (page) return <Box component="span" title={path}>{translate('operations.read_record', { name: page })}</Box>;
  const asked = new URLSearchParams(query);
  const by = [...new Set(asked.keys())].filter((name) => !PLACING.includes(name))
    .map((name) => name === 'q' ? translate('operations.read_search') : translate(`resources.${resource}.fields.${name}`, { _: name }));
  return (
    <Box component="span" title={[path, query].filter(Boolean).join('?')}>
      {translate(exported ? 'operations.read_export' : 'operations.read_list', { name: called(2), page: asked.get('page') ?? '1' })}
      {by.length > 0 && ` · ${translate('operations.read_by', { fields: by.join(', ') })}`}
    </Box>
  );
};
