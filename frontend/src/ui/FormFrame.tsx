import { Alert, Box, Button, Card, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from '@mui/material';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { type FieldValues, type SubmitHandler, useFormContext, useFormState } from 'react-hook-form';
import { CreateBase, EditBase, Form, type RaRecord, SaveButton, type TransformData, useEditContext, useNotify, useResourceContext, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router';

import { isAbsent, isUnreachable } from '../app/http';
import { Conflict } from './Conflict';
import { ErrorPanel } from './ErrorPanel';
import { NotFound } from './NotFound';
import { PageHead, PageSkeleton } from './Page';
import { saidOnThePage, WHOLE } from './RecordFrame';
import { Draft } from './Draft';
import { draftKey, dropDraft, dropDrafts } from './drafts';
import { Strays } from './Strays';

// A form on a page of its own. What is typed keeps itself in this browser until it has been sent.
const Page = ({ title, name, wide = false, children }: { title: string; name: string; wide?: boolean; children: ReactNode }) => {
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={title} />
      <Draft name={name} />
      <Card sx={{ p: { xs: 2, sm: 3 }, maxWidth: wide ? '76rem' : '46rem' }}>
        <Stack gap={1}>{children}</Stack>
        <Strays />
        <Stack direction="row" gap={1} sx={{ mt: 2 }}>
          <SaveButton alwaysEnable icon={<></>} />
          <Button onClick={() => { dropDraft(name); navigate(-1); }}>{translate('ra.action.cancel')}</Button>
        </Stack>
      </Card>
    </>
  );
};

interface CreateProps {
  title: string;
  defaults?: Partial<RaRecord>;
  redirect?: 'show' | 'list' | ((resource?: string, id?: RaRecord['id']) => string);
  transform?: TransformData; // what the form holds, as the server takes it
  wide?: boolean;
  children: ReactNode;
}

export const CreateFrame = ({ title, defaults, redirect = 'show', transform, wide, children }: CreateProps) => {
  const name = draftKey(useResourceContext(), 'new');
  return (
    <CreateBase redirect={redirect} transform={transform} mutationOptions={{ onSettled: (_data, error) => !error && dropDraft(name) }}>
      <Form defaultValues={defaults}><Page title={title} name={name} wide={wide}>{children}</Page></Form>
    </CreateBase>
  );
};

interface EditProps {
  title: (record: RaRecord) => string;
  prepare?: (record: RaRecord) => RaRecord; // the record as the form holds it, where that is more than the server tells
  transform?: TransformData; // what the form holds, as the server takes it
  redirect?: 'show' | 'list';
  wide?: boolean;
  children: ReactNode;
}

export const EditFrame = ({ title, prepare, transform, redirect = 'show', wide, children }: EditProps) => {
  const resource = useResourceContext() ?? '';
  const { id = '' } = useParams();
  const notify = useNotify();
  const [conflict, setConflict] = useState<RaRecord | null>(null); // what was typed when somebody else wrote first
  return (
    <EditBase
      redirect={redirect} mutationMode="pessimistic" transform={transform} queryOptions={{ meta: WHOLE, onError: saidOnThePage, retry: (times, error) => isUnreachable(error) && times < 2 }}
      mutationOptions={{
        onSettled: (_data, error) => !error && dropDrafts(draftKey(resource, id)),
        onError: (error, variables) => {
          if ((error as { status?: number }).status === 412) setConflict({ ...(variables.data as RaRecord), id }); // what is sent need not name it
          else notify((error as Error).message, { type: 'error', autoHideDuration: 8000 });
        },
      }}
    >
      <Editing title={title} prepare={prepare} wide={wide}>{children}</Editing>
      {conflict && <Conflict mine={conflict} onClose={() => setConflict(null)} />}
    </EditBase>
  );
};

const Editing = ({ title, prepare, wide, children }: Omit<EditProps, 'transform' | 'redirect'>) => {
  const { record, error, refetch } = useEditContext();
  const resource = useResourceContext();
  if (isAbsent(error)) return <NotFound />;
  if (error && !record) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!record) return <PageSkeleton />;
  // a draft belongs to the version that was read: what others wrote since is not written over
  return (
    <Form key={record.version} record={prepare?.(record)}>
      <Page title={title(record)} name={draftKey(resource, record.id, record.version)} wide={wide}>{children}</Page>
    </Form>
  );
};

interface DialogProps {
  title: string;
  onClose: () => void;
  onSubmit: (values: FieldValues) => Promise<void>;
  defaults?: FieldValues;
  submit?: string; // message key of the button
  blamed?: string; // the field that a refusal is about which names none
  children: ReactNode;
}

// A short form above the page. A refusal is said in it, beside the field where it is about one, and keeps what was typed.
export const DialogForm = ({ title, onClose, onSubmit, defaults, submit = 'ra.action.save', blamed, children }: DialogProps) => {
  const translate = useTranslate();
  const [refused, setRefused] = useState('');
  const id = useId();
  const typed = useRef(false); // a click beside it is not meant to throw that away
  const send: SubmitHandler<FieldValues> = async (values) => {
    setRefused('');
    try {
      await onSubmit(values);
    } catch (error) {
      const { message, status, body } = error as Error & { status?: number; body?: { errors?: Record<string, string>; detail?: string } };
      const errors = body?.errors ?? (blamed && status === 409 ? { [blamed]: message } : undefined);
      if (!errors) setRefused(message);
      else if (body?.errors) setRefused(body.detail ?? ''); // each field says its own
      return errors;
    }
  };
  return (
    <Dialog open onClose={() => !typed.current && onClose()} fullWidth maxWidth="sm" aria-labelledby={id}>
      {/* the record of the page below is not what this form writes */}
      <Form onSubmit={send} defaultValues={defaults} record={{}}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent><Box sx={{ pt: 1, display: 'grid', gap: 1 }}>{children}<Strays />{refused && <Alert severity="error" variant="outlined">{translate(refused, { _: refused })}</Alert>}</Box></DialogContent>
        <Buttons submit={submit} typed={typed} onClose={onClose} />
      </Form>
    </Dialog>
  );
};

const Buttons = ({ submit, typed, onClose }: { submit: string; typed: RefObject<boolean>; onClose: () => void }) => {
  const translate = useTranslate();
  const { isSubmitting, isDirty } = useFormState({ control: useFormContext().control });
  useEffect(() => {
    typed.current = isDirty;
  }, [typed, isDirty]);
  return (
    <DialogActions sx={{ px: 3, pb: 2 }}>
      <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
      <Button type="submit" variant="contained" disabled={isSubmitting}>{translate(submit)}</Button>
    </DialogActions>
  );
};

// Short fields side by side where there is room.
export const TwoColumns = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, rowGap: 1 }}>{children}</Box>
);
