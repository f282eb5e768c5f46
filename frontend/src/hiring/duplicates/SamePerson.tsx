import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { useMay } from '../../app/session';
import { useFormats } from '../../ui/format';
import { ReasonDialog } from '../../ui/MovesBar';
import { Panel } from '../../ui/parts';
import type { Application } from '../types';
import { Grounds, Judge, OtherLine } from './OfPair';
import type { OfPerson, Said } from './types';
import { useJudge } from './useJudge';

const Item = ({ children }: { children: ReactNode }) => <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>{children}</Box>;

// Other applications of this person: those that somebody said so of, and those that are proposed with their grounds.
const SamePerson = ({ application }: { application: Application }) => {
  const translate = useTranslate();
  const may = useMay();
  const judge = useJudge();
  const [undoing, setUndoing] = useState<Said | null>(null);
  const { data } = useQuery({
    queryKey: ['same-person', application.id, application.version],
    queryFn: () => request<OfPerson>('GET', `/applications/${application.id}/same-person`).then(({ json }) => json),
  });
  if (!data || data.said.length + data.more.length + data.proposed.length === 0) return null;
  const me = { application_id: String(application.id), reference: application.reference, stage: application.stage, submitted_at: application.submitted_at! };
  return (
    <Panel title={translate('duplicates.title')} id="same-person">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.proposed.map(({ other, grounds, same_vacancy }) => (
          <Item key={other.application_id}>
            <OtherLine of={other} />
            <Grounds of={grounds} twice={same_vacancy} />
            <Judge one={me} other={other} same_vacancy={same_vacancy} />
          </Item>
        ))}
        {data.said.map((one) => (
          <Item key={one.id}>
            <OtherLine of={one.other} />
            <Verdict of={one} me={me.application_id} />
            {!one.ended_at && may('duplicate.judge') && <Button size="small" color="inherit" onClick={() => setUndoing(one)}>{translate('duplicates.undo')}</Button>}
          </Item>
        ))}
        {data.more.map((other) => (
          <Item key={other.application_id}>
            <OtherLine of={other} />
            <Typography variant="body2" color="text.secondary">{translate('duplicates.by_way')}</Typography>
          </Item>
        ))}
      </Box>
      {undoing && (
        <ReasonDialog
          title={translate('duplicates.undo')} text={undoing.kept_id ? translate('duplicates.undo_help') : undefined}
          onClose={async (reason) => {
            const refused = reason === null ? '' : await judge(`/same-person/${undoing.id}/undo`, { reason }, undoing.version);
            if (!refused) setUndoing(null);
            return refused;
          }}
        />
      )}
    </Panel>
  );
};

// What was said, by whom and when; undone, it says so and why.
const Verdict = ({ of, me }: { of: Said; me: string }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const said = of.verdict === 'different' ? 'is_different' : !of.kept_id ? 'is_same' : of.kept_id === me ? 'this_counts' : 'other_counts';
  return (
    <Typography variant="body2" color="text.secondary">
      <Box component="span" sx={of.ended_at ? { textDecoration: 'line-through' } : { color: 'text.primary' }}>{translate(`duplicates.${said}`)}</Box> · {of.by} · {short(of.at)}
      {of.ended_at && <> · {translate('duplicates.undone', { who: of.ended_by ?? '', when: short(of.ended_at) })} “{of.ended_reason}”</>}
    </Typography>
  );
};

export default SamePerson;
