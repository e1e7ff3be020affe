import { darkTheme, lightTheme } from '@backstage/theme';
import { getContrastRatio } from '@material-ui/core/styles';
import { chartThemeOf } from './chartTheme';

describe.each([
  ['light', lightTheme],
  ['dark', darkTheme],
])('chartThemeOf a %s theme', (_, theme) => {
  it('tells every hue from the paper it is drawn on', () => {
    const { palette, background } = chartThemeOf(theme);
    const faint = palette.filter(hue => getContrastRatio(hue, background) < 3);
    expect(faint).toEqual([]);
    expect(new Set(palette).size).toBe(7);
  });
});
