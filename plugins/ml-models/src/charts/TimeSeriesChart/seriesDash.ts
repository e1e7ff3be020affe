import { Dash } from '../SeriesMark/seriesMark';
import { TimeSeries } from './timeSeries';

/** Of fixed values, so that they look like neither a series nor its comparison. */
export const REFERENCE_DASH: Dash = 'dashDotted';

/** @returns how the line of a series is drawn; undefined for bars */
export function dashOf({ shape, compares }: TimeSeries): Dash | undefined {
  if (shape === 'bar') {
    return undefined;
  }
  if (!compares) {
    return 'solid';
  }
  return compares.dotted ? 'dotted' : 'dashed';
}
