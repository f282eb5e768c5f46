import { Avatar } from '@mui/material';

const hue = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
const letters = (name: string) => {
  const parts = name.split(/[\s-]+/).filter((part) => /\p{L}/u.test(part));
  return ([...(parts[0] ?? '?')][0] ?? '?') + (parts.length > 1 ? ([...parts.at(-1)!][0] ?? '') : '');
};

// A face without a photograph: initials on a tint that stays the same for a name. Says nothing that the name does not say.
export const Face = ({ name, size = 32 }: { name: string; size?: number }) => (
  <Avatar
    aria-hidden
    sx={(theme) => ({
      width: size, height: size, fontSize: size * 0.38, fontWeight: 600, flex: 'none',
      bgcolor: `hsl(${hue(name)} 28% ${theme.palette.mode === 'dark' ? 26 : 90}%)`,
      color: `hsl(${hue(name)} 30% ${theme.palette.mode === 'dark' ? 84 : 26}%)`,
    })}
  >
    {letters(name).toUpperCase()}
  </Avatar>
);
