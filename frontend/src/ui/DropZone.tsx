import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Button, Card, LinearProgress, Typography } from '@mui/material';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';

interface Props {
  drop: string; // what to drag here
  choose: string; // the button
  accept: string;
  quiet?: boolean; // another button is the first on the page
  onFile: (file: File) => void;
}

// Where a file is dragged to; the same by a button, for the keyboard and for telephones.
export const DropZone = ({ drop, choose, accept, quiet = false, onFile }: Props) => {
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => file && onFile(file);
  return (
    <Card
      onDragOver={(event: DragEvent) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files[0]); }}
      sx={{
        textAlign: 'center', p: { xs: 3, sm: quiet ? 3 : 5 }, borderStyle: 'dashed', borderWidth: 1.5,
        borderColor: over ? 'primary.main' : 'divider', bgcolor: over ? 'action.hover' : 'background.paper',
      }}
    >
      {!quiet && <UploadIcon aria-hidden sx={{ display: 'block', mx: 'auto', mb: 1, fontSize: 36, color: 'text.secondary' }} />}
      <Typography sx={{ display: { xs: 'none', sm: 'block' } }}>{drop}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ my: 0.5, display: { xs: 'none', sm: 'block' } }}>{translate('ui.or')}</Typography>
      <Button variant={quiet ? 'outlined' : 'contained'} onClick={() => input.current?.click()}>{choose}</Button>
      <input
        ref={input} type="file" accept={accept} hidden aria-label={choose}
        onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }}
      />
    </Card>
  );
};

// How far a file is on its way; then that it is being read.
export const Sending = ({ name, percent }: { name: string; percent: number }) => {
  const translate = useTranslate();
  return (
    <Card sx={{ p: 3, mb: 2 }}>
      <Typography gutterBottom id="sending">{percent < 100 ? translate('ui.sending', { name, percent }) : translate('ui.reading', { name })}</Typography>
      <LinearProgress variant={percent < 100 ? 'determinate' : 'indeterminate'} value={percent} aria-labelledby="sending" />
    </Card>
  );
};
