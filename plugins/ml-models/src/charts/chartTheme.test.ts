import { darkTheme, lightTheme } from '@backstage/theme';
import { getContrastRatio } from '@material-ui/core/styles';
import { chartThemeOf } from './chartTheme';

describe.each([
  ['light', lightTheme],
  ['dark', darkTheme],
])('chartThemeOf a %s theme', (_, theme) => {
  it('tells everything from the paper it is drawn on', () => {
    const chartTheme = chartThemeOf(theme);
    const { palette, ordered, ok, error, warning, baseline, marker } =
      chartTheme;
    const colors = { ok, error, warning, baseline, marker, palette, ordered };
    const faint = Object.entries(colors).filter(([, some]) =>
      [some].flat().some(color => contrastOf(color) < 3),
    );
    expect(faint).toEqual([]);
    expect(new Set([...palette, ...ordered]).size).toBe(10);

    function contrastOf(color: string) {
      return getContrastRatio(color, chartTheme.background);
    }
  });

  it('draws what is in order stronger with each step', () => {
    const { ordered, background } = chartThemeOf(theme);
    const contrasts = ordered.map(hue => getContrastRatio(hue, background));
    expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b));
  });
});
