import { Alert, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { required, SelectInput, TextInput, useNotify, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';

import { request } from '../app/http';
import { DialogForm } from '../ui/FormFrame';
import { dropDrafts, draftKey } from '../ui/drafts';
import { type Application, CONFLICT_KINDS } from './types';

// It cannot be undone, and the record disappears from every list, search and count of whoever declares it. `go`: where to, then.
export const DeclareConflict = ({ application, go }: { application: Application; go?: () => void }) => {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const declare = async (values: Record<string, unknown>) => {
    await request('POST', `/applications/${application.id}/conflict`, { body: { kind: values.kind, note: values.note || null } });
    dropDrafts(draftKey('review', application.id));
    setOpen(false);
    notify('hiring.conflict.done', { type: 'success' });
    if (go) go();
    else navigate('/applications');
    client.removeQueries({ queryKey: ['applications', 'getOne'] });
    void client.invalidateQueries();
  };
  return (
    <>
      <Button color="inherit" size={go && 'small'} id="declare-conflict" aria-keyshortcuts={go && 'x'} onClick={() => setOpen(true)}>{translate('hiring.conflict.declare')}</Button>
      {open && (
        <DialogForm title={translate('hiring.conflict.title', { name: application.name })} submit="hiring.conflict.confirm" onClose={() => setOpen(false)} onSubmit={declare}>
          <Alert severity="warning" variant="outlined">{translate('hiring.conflict.text')}</Alert>
          <SelectInput autoFocus source="kind" label="hiring.conflict.kind" validate={required()} choices={CONFLICT_KINDS.map((id) => ({ id, name: `hiring.conflict.kinds.${id}` }))} />
          <TextInput source="note" label="hiring.conflict.note" multiline minRows={2} />
        </DialogForm>
      )}
    </>
  );
};
