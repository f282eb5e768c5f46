import { Alert, Button } from '@mui/material';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';

import { dropDraft, keepDraft, readDraft } from './drafts';

// Inside a form: restores what was typed before, says so, and keeps what is typed now.
export const Draft = ({ name }: { name: string }) => {
  const translate = useTranslate();
  const { watch, reset, getValues, formState } = useFormContext();
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const kept = readDraft(name);
    if (!kept) return;
    reset({ ...getValues(), ...kept }, { keepDefaultValues: true });
    setRestored(true);
  }, [name, reset, getValues]);
  useEffect(() => {
    const subscription = watch((values) => keepDraft(name, values));
    return () => subscription.unsubscribe();
  }, [name, watch]);
  if (!restored) return null;
  return (
    <Alert
      severity="info" variant="outlined" sx={{ mb: 2, maxWidth: '46rem' }}
      action={
        <Button
          size="small" color="inherit"
          onClick={() => {
            reset(formState.defaultValues);
            dropDraft(name);
            setRestored(false);
          }}
        >
          {translate('ui.draft_drop')}
        </Button>
      }
    >
      {translate('ui.draft_kept')}
    </Alert>
  );
};
