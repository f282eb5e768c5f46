import { Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import type { Version } from '../../ui/versions/version';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';

const WRITE = 'hiring_text.write';

const useSaid = () => {
  const translate = useTranslate();
  return {
    when: ({ days_before_start: days }: Version) => translate(days < 0 ? 'appointments.days_after' : 'appointments.days_before', { smart_count: Math.abs(days) }),
    whose: ({ owner_role }: Version) => translate(`appointments.owner.${owner_role}`),
    applies: ({ applies }: Version) => translate(`appointments.applies.${applies}`),
  };
};

export const ChecklistRuleList = () => {
  const translate = useTranslate();
  const { when, whose, applies } = useSaid();
  return (
    <VersionList
      title={translate('appointments.rules')} lead={translate('appointments.rules_lead')} none={translate('appointments.no_rules')} write={WRITE}
      above={<Link component={RouterLink} to="/appointments">{translate('hiring.menu.appointments')}</Link>}
      say={(rule) => `${whose(rule)}, ${when(rule)}; ${applies(rule)}`}
    />
  );
};

export const ChecklistRuleShow = () => {
  const translate = useTranslate();
  const { when, whose, applies } = useSaid();
  const { of } = useFormats();
  const field = (name: string) => translate(`resources.checklist_rules.fields.${name}`);
  return (
    <VersionShow
      list={translate('appointments.rules')} write={WRITE}
      facts={(rule) => (
        <>
          <Fact label={field('applies')}>{applies(rule)}</Fact>
          <Fact label={field('required')}>{translate(rule.required ? 'ra.boolean.true' : 'ra.boolean.false')}</Fact>
          <Fact label={field('owner_role')}>{whose(rule)}</Fact>
          <Fact label={field('days_before_start')}>{when(rule)}</Fact>
          <Fact label={translate('appointments.what_to_do')}>{of(rule, 'explanation')}</Fact>
        </>
      )}
    />
  );
};
