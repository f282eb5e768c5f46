import { Box, ToggleButton, ToggleButtonGroup, type Theme, useMediaQuery } from '@mui/material';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';

// A picture and the same as a table, one click apart. A telephone shows the table first where the picture needs room.
export const PictureOrTable = ({ picture, table, wide = false }: { picture: ReactNode; table: ReactNode; wide?: boolean }) => {
  const translate = useTranslate();
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const [chosen, setChosen] = useState<'picture' | 'table' | null>(null);
  const view = chosen ?? (small && wide ? 'table' : 'picture');
  return (
    <Box>
      <ToggleButtonGroup
        exclusive size="small" value={view} onChange={(_event, next: 'picture' | 'table' | null) => next && setChosen(next)} aria-label={translate('ui.view')}
        sx={{ mb: 1.5, '& .MuiToggleButton-root': { py: 0.25, px: 1.25, textTransform: 'none' } }}
      >
        <ToggleButton value="picture">{translate('ui.picture')}</ToggleButton>
        <ToggleButton value="table">{translate('ui.table')}</ToggleButton>
      </ToggleButtonGroup>
      {view === 'picture' ? picture : table}
    </Box>
  );
};

// How wide a picture may be, followed as the window changes; nothing is drawn before it is known.
export const useWidth = (least = 0) => {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return undefined;
    const watching = new ResizeObserver(([entry]) => setWidth(Math.max(least, Math.floor(entry!.contentRect.width))));
    watching.observe(frame.current);
    return () => watching.disconnect();
  }, [least]);
  return { frame, width };
};
