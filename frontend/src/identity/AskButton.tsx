import { Button, type ButtonProps, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';

interface Props extends Omit<ButtonProps, 'onClick'> {
  label: string;
  about?: string; // which one, for who hears the page
  question: string;
  onYes: () => void;
}

// A button for what cannot be taken back: it says what will happen, and asks.
export const AskButton = ({ label, about, question, onYes, ...rest }: Props) => {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button size="small" {...rest} aria-label={about ? `${label}: ${about}` : undefined} onClick={() => setOpen(true)}>{label}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby={id} maxWidth="xs">
        <DialogTitle id={id}>{about ? `${label}: ${about}` : label}</DialogTitle>
        <DialogContent><DialogContentText>{question}</DialogContentText></DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
          <Button variant="contained" color={rest.color} onClick={() => { setOpen(false); onYes(); }}>{label}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
};
