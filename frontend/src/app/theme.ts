// The look, in one place: neutral surfaces, hairlines instead of shadows, one accent, tabular figures.
import { defaultTheme, type RaThemeOptions } from 'react-admin';

import { FIRST_DAY, LAST_DAY } from '../ui/zones';

interface Tokens {
  mode: 'light' | 'dark';
  paper: string;
  ground: string;
  line: string;
  ink: string;
  soft: string;
  accent: string;
  onAccent: string;
}

const LIGHT: Tokens = {
  mode: 'light', paper: '#ffffff', ground: '#f6f7f7', line: '#dde2e0', ink: '#1b2422', soft: '#56635f',
  accent: '#0f5c4d', onAccent: '#ffffff',
};
const DARK: Tokens = {
  mode: 'dark', paper: '#171d1b', ground: '#101513', line: '#303a37', ink: '#e8edeb', soft: '#a9b5b1',
  accent: '#7ed3bb', onAccent: '#06231c',
};
export const FONT = '"Source Sans 3 Variable", system-ui, "Segoe UI", "Noto Sans", sans-serif';

const NARROW = '@media (max-width: 599.95px)';

const make = (t: Tokens): RaThemeOptions => {
  const hairline = `1px solid ${t.line}`;
  return {
    ...defaultTheme,
    palette: {
      mode: t.mode,
      primary: { main: t.accent, contrastText: t.onAccent },
      secondary: { main: t.accent, contrastText: t.onAccent },
      background: { default: t.ground, paper: t.paper },
      text: { primary: t.ink, secondary: t.soft },
      divider: t.line,
      error: { main: t.mode === 'light' ? '#a3161f' : '#ff9aa0' },
      warning: { main: t.mode === 'light' ? '#8a4b00' : '#f0b35e' },
      success: { main: t.mode === 'light' ? '#0f6a4f' : '#7ed3a0' },
      info: { main: t.mode === 'light' ? '#275a86' : '#8ec3f0' },
    },
    shape: { borderRadius: 8 },
    typography: {
      fontFamily: FONT, fontSize: 14.5,
      h1: { fontSize: '1.7rem', fontWeight: 650, letterSpacing: '-0.01em' },
      h2: { fontSize: '1.2rem', fontWeight: 650 },
      h3: { fontSize: '1rem', fontWeight: 650 },
      h6: { fontSize: '1rem', fontWeight: 600 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    sidebar: { width: 224, closedWidth: 56 },
    components: {
      ...defaultTheme.components,
      MuiCssBaseline: {
        styleOverrides: {
          body: { fontVariantNumeric: 'tabular-nums' },
          ':focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
          '.MuiDialog-container:focus-visible, .MuiDialog-paper:focus-visible': { outline: 'none' },
          // a name in another direction turns nothing beside it
          'a, b, strong, span, button, del, ins': { unicodeBidi: 'isolate' },
          '@media (prefers-contrast: more)': { '*': { borderColor: 'currentColor !important' } },
          '@media (prefers-reduced-motion: reduce)': { '*': { transition: 'none !important', animation: 'none !important' } },
        },
      },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderColor: t.line } } },
      MuiAppBar: {
        defaultProps: { elevation: 0, color: 'inherit' },
        styleOverrides: { root: { backgroundColor: t.paper, color: t.ink, borderBottom: hairline } },
      },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiTableCell: { styleOverrides: { root: { borderColor: t.line }, head: { color: t.soft, fontWeight: 600 } } },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
      MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
      MuiTooltip: { defaultProps: { arrow: true } },
      MuiToggleButton: { styleOverrides: { root: { color: t.soft, '&.Mui-selected': { color: t.ink } } } },
      MuiFormHelperText: { styleOverrides: { root: { '&.Mui-disabled': { color: t.soft } } } }, // help stays readable beside what is fixed
      RaMenuItemLink: {
        styleOverrides: {
          root: {
            borderRadius: 8, margin: '1px 8px', color: t.soft, minHeight: 38,
            '&.RaMenuItemLink-active': { color: t.ink, fontWeight: 600, backgroundColor: t.mode === 'light' ? '#e8eeec' : '#22302c' },
          },
        },
      },
      RaDateInput: { defaultProps: { slotProps: { htmlInput: { min: FIRST_DAY, max: LAST_DAY } } } },
      RaLayout: { styleOverrides: { root: { '& .RaLayout-content': { padding: 20, minWidth: 0 } } } },
      // on a telephone: no strip of another colour around the filters, each as wide as the page
      RaListToolbar: { styleOverrides: { root: { [NARROW]: { backgroundColor: 'transparent' } } } },
      RaTopToolbar: { styleOverrides: { root: { [NARROW]: { backgroundColor: 'transparent' } } } },
      RaFilterForm: { styleOverrides: { root: { [NARROW]: { '& .filter-field, & .filter-field .MuiFormControl-root': { width: '100%' } } } } },
      RaDatagrid: { styleOverrides: { root: { '& .RaDatagrid-headerCell': { backgroundColor: t.paper } } } },
    } as RaThemeOptions['components'],
  };
};

export const lightTheme = make(LIGHT);
export const darkTheme = make(DARK);
