import { getContrastRatio } from '@material-ui/core/styles/colorManipulator';
import { darkTheme, lightTheme } from '@backstage/theme';
import { chartThemeOf } from './chartTheme';
import { mixColors } from './mixColors';

/** What WCAG asks of the parts of a picture that one has to make out. */
const MADE_OUT = 3;

/** That of the drift charts, where most lines are faint. */
const DRIFT_HUE = 3;

describe('chartThemeOf', () => {
  const dark = chartThemeOf(darkTheme);
  const light = chartThemeOf(lightTheme);

  it.each([
    ...dark.palette.map(hue => ['dark', dark, hue] as const),
    ['light', light, light.palette[DRIFT_HUE]] as const,
  ])('keeps faint lines to be made out on %s paper', (_, theme, hue) => {
    const { background, uncertainOpacity } = theme;
    const faint = mixColors(background, hue, uncertainOpacity);
    expect(getContrastRatio(faint, background)).toBeGreaterThanOrEqual(
      MADE_OUT,
    );
  });
});
