import { getContrastRatio } from '@material-ui/core/styles/colorManipulator';
import { darkTheme, lightTheme } from '@backstage/theme';
import { chartThemeOf } from '../chartTheme';
import { heatColor } from './heatColor';

/** Of two areas side by side, what is just told apart. */
const TOLD_APART = 1.1;

describe('heatColor', () => {
  it.each([
    ['light', lightTheme],
    ['dark', darkTheme],
  ])('tells no distance from nothing to say in the %s theme', (_, theme) => {
    const chartTheme = chartThemeOf(theme);
    expect(
      getContrastRatio(heatColor(chartTheme, 0, 0.1), chartTheme.background),
    ).toBeGreaterThan(TOLD_APART);
  });
});
