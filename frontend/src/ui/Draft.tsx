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
    let stop = () => {};
    // After the form's own effects: they fill in the record, and would wipe and overwrite the draft.
    const timer = window.setTimeout(() => {
      if (kept) {
        reset({ ...getValues(), ...kept }, { keepDefaultValues: true });
        setRestored(true);
      }
      const subscription = watch((values) => keepDraft(name, values));
      stop = () => subscription.unsubscribe();
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [name, reset, getValues, watch]);
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
