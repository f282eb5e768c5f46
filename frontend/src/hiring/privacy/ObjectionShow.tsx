import { Link, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { MovesBar } from '../../ui/MovesBar';
import { Fact, Panel } from '../../ui/parts';
import { RecordFrame } from '../../ui/RecordFrame';
import { StateLabel } from '../../ui/StateLabel';
import { Timeline } from '../../ui/Timeline';
import { TakeUp } from './TakeUp';
import type { About } from './types';

const ObjectionShow = () => {
  const translate = useTranslate();
  const { of, short } = useFormats();
  return (
    <RecordFrame
      title={(record) => translate('erasing.objection_of', { name: record.about.name })}
      above={() => <Link component={RouterLink} to="/objections">{translate('erasing.objections_title')}</Link>}
      label={(record) => <StateLabel state={record.state} label={translate(`erasing.objection_state.${record.state}`)} />}
      below={(record) => (
        <>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1, overflowWrap: 'anywhere' }}>
            {record.opens ? <Link component={RouterLink} to={`/applications/${record.application_id}/show`}>{record.about.reference}</Link> : record.about.reference}
            {` · ${record.about.vacancy} · ${of(record.about, 'title')} · ${translate(record.by_applicant ? 'erasing.sent' : 'erasing.noted', { when: short(record.created_at) })}`}
          </Typography>
          <MovesBar resource="objections" asks={() => translate('erasing.reason_is_read')} />
          <TakeUp />
        </>
      )}
      aside={<Timeline resource="objections" />}
    >
      <Body />
    </RecordFrame>
  );
};

const Said = ({ children }: { children: string }) => <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', maxWidth: '44em' }}>{children}</Typography>;

const Body = () => {
  const translate = useTranslate();
  const { short } = useFormats();
  const record = useRecordContext();
  if (!record) return null;
  const { decision, settled, taken_up } = record.about as About;
  return (
    <>
      <Panel title={translate('erasing.objection')} id="objection"><Said>{record.text}</Said></Panel>
      {decision && (
        <Panel title={translate('erasing.against')} id="against">
          <dl style={{ margin: 0 }}>
            <Fact label={translate('erasing.decided')}><StateLabel state={decision.stage} /> {translate('erasing.from', { stage: translate(`state.${decision.before}`) })}</Fact>
            <Fact label={translate('erasing.when')}>{short(decision.at)}</Fact>
            <Fact label={translate('erasing.by')}>{decision.by}</Fact>
            <Fact label={translate('ui.reason')}>{decision.reason}</Fact>
          </dl>
        </Panel>
      )}
      {settled && record.state !== 'withdrawn' && (
        <Panel title={translate('erasing.outcome')} id="outcome">
          <Typography variant="body2" color="text.secondary" gutterBottom>{[short(settled.at), settled.by].filter(Boolean).join(' · ')}</Typography>
          <Said>{settled.reason ?? ''}</Said>
          <Typography variant="caption" color="text.secondary" component="div">{translate('erasing.told')}</Typography>
          {taken_up && <Typography variant="body2" sx={{ mt: 1 }}>{translate('erasing.taken_up', { stage: translate(`state.${taken_up.stage}`), when: short(taken_up.at) })}</Typography>}
        </Panel>
      )}
    </>
  );
};

export default ObjectionShow;
