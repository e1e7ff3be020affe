import { ChartTheme } from '../chartTheme';
import { heatColor } from './heatColor';

/** Values whose colours stand for all, below the limit and from it on. */
const BELOW = [0, 0.5, 0.99];
const ABOVE = [0.2, 0.3, 0.4, 0.5];

export interface HeatmapLegendItem {
  /** Empty for colours between two that are named. */
  name: string;
  color: string;
}

/** @returns the scale of colours from none to a lot */
export function heatmapLegend(
  theme: ChartTheme,
  limit: number,
): HeatmapLegendItem[] {
  const above = [limit, ...ABOVE.filter(value => value > limit)];
  const values = [...BELOW.map(share => share * limit), ...above];
  return values.map((value, index) => {
    const last = index === values.length - 1;
    const named = index === 0 || value === limit || last;
    return {
      name: named ? `${last ? '≥ ' : ''}${value}` : '',
      color: heatColor(theme, value, limit),
    };
  });
}
