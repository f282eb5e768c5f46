import { Button, type ButtonProps } from '@mui/material';
import { type ReactNode, useRef } from 'react';

interface Props extends Pick<ButtonProps, 'disabled' | 'variant' | 'size' | 'startIcon'> {
  accept: string;
  onFile: (file: File) => void;
  children: ReactNode;
}

// A button that asks for a file; works by keyboard, and takes the same file twice.
export const FileButton = ({ accept, onFile, children, variant = 'contained', ...rest }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant={variant} onClick={() => input.current?.click()} {...rest}>{children}</Button>
      <input
        ref={input} type="file" accept={accept} hidden aria-hidden tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
};
