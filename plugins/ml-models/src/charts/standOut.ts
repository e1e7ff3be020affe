import {
  darken,
  getContrastRatio,
  getLuminance,
  lighten,
} from '@material-ui/core/styles/colorManipulator';

/** What WCAG 2.2 asks of graphics. */
const LEAST_CONTRAST = 3;
const STEP = 0.05;

/**
 * @param color - of someone else's choice: a company has its own theme
 * @returns the colour, as much darker or lighter as it takes to be told from the paper
 */
export function standOut(color: string, paper: string): string {
  const change = getLuminance(paper) > 0.5 ? darken : lighten;
  let share = 0;
  let changed = color;
  while (getContrastRatio(changed, paper) < LEAST_CONTRAST && share < 1) {
    share += STEP;
    changed = change(color, share);
  }
  return changed;
}
