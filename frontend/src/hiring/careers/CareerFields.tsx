import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { AutocompleteInput, BooleanInput, maxLength, SelectInput, TextInput, useSourceContext, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';

import { Pair, Part, Row } from '../../ui/FormParts';
import { levels, PROFILES, RESEARCH_FIELDS } from './choices';

const orNull = (value: string) => value || null;
const LONG = maxLength(4000);

// What makes a vacancy found and understood by readers elsewhere.
export const CareerFields = () => {
  const translate = useTranslate();
  const fields = RESEARCH_FIELDS.map((id) => ({ id, name: translate(`careers.field.${id}`) })).sort((one, other) => one.name.localeCompare(other.name));
  return (
    <Part title="careers.readers" help="careers.readers_help">
      <Row>
        <SelectInput source="researcher_profile" parse={orNull} choices={PROFILES.map((id) => ({ id, name: `careers.profile.${id}` }))} />
        <AutocompleteInput source="research_field" parse={orNull} choices={fields} translateChoice={false} />
        <TextInput source="funding_programme" parse={orNull} validate={maxLength(200)} helperText="careers.programme_help" />
      </Row>
      <BooleanInput source="remote" />
      <Pair>
        {['eligibility', 'benefits', 'selection'].flatMap((name) => ['nl', 'en'].map((lang) => (
          <TextInput
            key={name + lang} source={`${name}_${lang}`} parse={orNull} multiline minRows={2} maxRows={12} fullWidth validate={LONG}
            helperText={`careers.${name}_help`} slotProps={{ htmlInput: { lang } }}
          />
        )))}
      </Pair>
    </Part>
  );
};

const SCORES = [1, 2, 3, 4, 5];
const LEVEL = maxLength(500);

// What each score means, for whoever wants it said: five lines in two languages, or none.
export const LevelFields = () => {
  const translate = useTranslate();
  const { getSource } = useSourceContext();
  const { getValues, setValue } = useFormContext();
  const source = getSource('levels');
  const [open, setOpen] = useState(() => levels(getValues(source)).length > 0);
  if (!open) return <Button size="small" onClick={() => setOpen(true)} sx={{ justifySelf: 'start' }}>{translate('careers.add_levels')}</Button>;
  return (
    <>
      <Typography variant="body2" color="text.secondary">{translate('careers.levels_help')}</Typography>
      <Pair>
        {SCORES.flatMap((score) => (['nl', 'en'] as const).map((lang) => (
          <TextInput
            key={score + lang} source={`levels.${score - 1}.${lang}`} label={translate(`careers.level_${lang}`, { score })} validate={LEVEL}
            parse={(value: string) => value ?? ''} fullWidth helperText={false} slotProps={{ htmlInput: { lang } }}
          />
        )))}
      </Pair>
      <Button size="small" color="inherit" onClick={() => { setValue(source, [], { shouldDirty: true }); setOpen(false); }} sx={{ justifySelf: 'start' }}>{translate('careers.no_levels')}</Button>
    </>
  );
};
