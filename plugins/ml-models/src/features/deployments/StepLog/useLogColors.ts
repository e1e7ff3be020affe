import { darken, lighten, useTheme } from '@material-ui/core/styles';
import { useMemo } from 'react';

/** Brings the theme's colours to a contrast of 4.5 : 1 on its paper. */
const SHIFT = 0.45;

/** The theme's colours by ANSI colour number, 0 to 15. */
export function useLogColors(): Record<number, string> {
  const { palette } = useTheme();
  return useMemo(() => {
    const shift = palette.type === 'dark' ? lighten : darken;
    const hues = [
      palette.text.primary,
      shift(palette.error.main, SHIFT),
      shift(palette.success.main, SHIFT),
      shift(palette.warning.main, SHIFT),
      shift(palette.primary.main, SHIFT),
      shift(palette.secondary.main, SHIFT),
      shift(palette.info.main, SHIFT),
      palette.text.primary,
    ];
    const bright = [palette.text.secondary, ...hues.slice(1)];
    return Object.fromEntries([...hues, ...bright].entries());
  }, [palette]);
}
