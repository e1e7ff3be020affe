import { BackstageTheme } from '@backstage/theme';
import {
  amber,
  blue,
  brown,
  cyan,
  deepPurple,
  grey,
  indigo,
  orange,
  pink,
  teal,
} from '@material-ui/core/colors';
import { standOut } from './standOut';

/**
 * The colours and type of every chart, taken from the portal's theme. What is drawn
 * has at least 3 to 1 against its paper, as WCAG 2.2 asks of graphics.
 */
export interface ChartTheme {
  fontFamily: string;
  fontSizePx: number;
  text: string;
  textMuted: string;
  gridLine: string;
  background: string;
  marker: string;
  ok: string;
  error: string;
  warning: string;
  baseline: string;
  /** Of lines that stand back behind what is certain, and can still be followed. */
  uncertainOpacity: number;
  /** Distinct hues, for things without an order. */
  palette: readonly string[];
  /** One hue from light to strong, for things in order such as percentiles. */
  ordered: readonly string[];
}

/** What a series stands for; its colour follows from that. */
export type Tone =
  | 'ok'
  | 'error'
  | 'warning'
  | 'baseline'
  | 'marker'
  | { palette: number }
  | { ordered: number };

const HUES_ON_LIGHT = [
  blue[600],
  orange[800],
  teal[600],
  deepPurple[600],
  pink[600],
  brown[600],
  cyan[700],
];

/** Some hues are dim: faint lines of them, too, are to stand out from dark paper. */
const HUES_ON_DARK = [
  blue[300],
  amber[300],
  teal[300],
  deepPurple[200],
  pink[200],
  brown[200],
  cyan[300],
];

export function chartThemeOf(theme: BackstageTheme): ChartTheme {
  const background = theme.palette.background.paper;
  return {
    fontFamily: String(theme.typography.fontFamily ?? 'sans-serif'),
    fontSizePx: 11,
    text: theme.palette.text.primary,
    textMuted: theme.palette.text.secondary,
    gridLine: theme.palette.divider,
    background,
    marker: theme.palette.text.secondary,
    ok: theme.palette.type === 'dark' ? blue[400] : blue[500],
    error: standOut(theme.palette.status.error, background),
    warning: standOut(theme.palette.status.warning, background),
    baseline: theme.palette.type === 'dark' ? grey[500] : grey[600],
    uncertainOpacity: theme.palette.type === 'dark' ? 0.8 : 0.6,
    palette: theme.palette.type === 'dark' ? HUES_ON_DARK : HUES_ON_LIGHT,
    ordered:
      theme.palette.type === 'dark'
        ? [blue[500], blue[200], blue[50]]
        : [blue[500], blue[800], indigo[900]],
  };
}

/** @returns the colour of a tone; palettes start again when they run out */
export function toneColor(theme: ChartTheme, tone: Tone): string {
  if (typeof tone === 'string') {
    return theme[tone];
  }
  return 'palette' in tone
    ? theme.palette[tone.palette % theme.palette.length]
    : theme.ordered[tone.ordered % theme.ordered.length];
}
