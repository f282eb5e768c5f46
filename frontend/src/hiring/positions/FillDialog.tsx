import { Typography } from '@mui/material';
import { DateInput, maxValue, minValue, required, useRefresh, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { DialogForm, TwoColumns } from '../../ui/FormFrame';
import { WholeInput } from '../../ui/MoneyInput';
import type { Position } from './types';

// Somebody was appointed: the position takes the appointment's months and size, and what it does not need is given back.
export const FillDialog = ({ position, onClose }: { position: Position; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const fill = async (values: Record<string, unknown>) => {
    await request('POST', `/positions/${position.id}/fill`, { body: values });
    onClose();
    refresh();
  };
  return (
    <DialogForm title={translate('positions.fill')} onClose={onClose} onSubmit={fill} defaults={{ starts_on: position.starts_on, ends_on: null, fte_percent: position.fte_percent }} submit="positions.fill">
      <Typography variant="body2" color="text.secondary">{translate('positions.fill_help')}</Typography>
      <TwoColumns>
        <DateInput source="starts_on" label="resources.positions.fields.starts_on" validate={required()} />
        <DateInput source="ends_on" label="positions.ends_on" parse={(value: string) => value || null} />
      </TwoColumns>
      <WholeInput source="fte_percent" label="resources.positions.fields.fte_percent" validate={[required(), minValue(1), maxValue(position.fte_percent)]} />
    </DialogForm>
  );
};
