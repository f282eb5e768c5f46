import { Alert, Box, Typography } from '@mui/material';
import { ArrayInput, AutocompleteInput, ReferenceInput, required, SelectInput, SimpleFormIterator, useRefresh, useSimpleFormIterator, useTranslate } from 'react-admin';

import { request } from '../../app/http';
import { DialogForm } from '../../ui/FormFrame';
import { AddLine } from '../../ui/FormParts';
import { PercentInput } from '../../ui/MoneyInput';
import { stretches, useMonths } from './months';
import { type Line, type Position, WHOLE_BP } from './types';

const YES = [required()];
const BUTTONS = { '& .RaSimpleFormIterator-action': { visibility: 'visible', opacity: 1 }, '& .RaSimpleFormIterator-line': { pt: 1.5 } };
const CASH = { in_kind: false };

// A new line begins where the first gap is, with what is missing there.
const Add = ({ position }: { position: Position }) => {
  const { add } = useSimpleFormIterator();
  const gap = stretches(position.coverage).find(({ missing_bp }) => missing_bp > 0);
  const given = gap ? { from_month: gap.first, until_month: gap.last, part_bp: gap.missing_bp } : { from_month: position.starts_on, until_month: position.until_month, part_bp: WHOLE_BP };
  return <AddLine label="positions.add_line" onAdd={() => add(given)} />;
};

// Which lots pay which part of which months. Saved as a whole; of a funded position, each line is planned at once.
export const LinesDialog = ({ position, onClose }: { position: Position; onClose: () => void }) => {
  const translate = useTranslate();
  const refresh = useRefresh();
  const months = useMonths();
  const term = months.choices(position.starts_on, position.months);
  const save = async (values: { lines?: Line[] }) => {
    const lines = (values.lines ?? []).map(({ id, lot_id, from_month, until_month, part_bp }) => ({ ...(id ? { id } : {}), lot_id, from_month, until_month, part_bp }));
    await request('PUT', `/positions/${position.id}/lines`, { body: { lines }, version: position.version as number });
    onClose();
    refresh();
  };
  const lines = position.lines.length > 0 ? position.lines : [{ from_month: position.starts_on, until_month: position.until_month, part_bp: WHOLE_BP }];
  return (
    <DialogForm title={translate('positions.lines')} onClose={onClose} onSubmit={save} defaults={{ lines }}>
      <Typography variant="body2" color="text.secondary">{translate('positions.lines_help')}</Typography>
      {position.state !== 'draft' && <Alert severity="info" variant="outlined">{translate('positions.plans_at_once')}</Alert>}
      <ArrayInput source="lines" label={false}>
        <SimpleFormIterator sx={BUTTONS} fullWidth disableReordering disableClear addButton={<Add position={position} />}>
          <ReferenceInput source="lot_id" reference="lots" sort={{ field: 'number', order: 'DESC' }} filter={CASH} perPage={50}>
            <AutocompleteInput
              label="positions.lot" optionText={(lot) => (lot ? `${lot.funder} · ${lot.source}${lot.agreement_id ? `/${lot.position}` : ''} · ${lot.number}` : '')}
              filterToQuery={(q: string) => (/^\d+$/.test(q.trim()) ? { number: q.trim() } : {})} validate={YES} helperText={false} fullWidth
            />
          </ReferenceInput>
          <Box sx={{ width: '100%', display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr 7rem' }, gap: 1, alignItems: 'start' }}>
            <SelectInput source="from_month" label="positions.from" choices={term} translateChoice={false} validate={YES} helperText={false} />
            <SelectInput source="until_month" label="positions.until" choices={term} translateChoice={false} validate={YES} helperText={false} />
            <PercentInput source="part_bp" label="positions.part" validate={YES} helperText={false} />
          </Box>
        </SimpleFormIterator>
      </ArrayInput>
    </DialogForm>
  );
};
