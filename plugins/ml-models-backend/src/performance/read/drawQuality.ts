import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { cutForQuality, CutForQualityOptions } from './cutForQuality';
import { drawSeries } from './drawSeries';
import { StoredWindow } from './readWindows';

/** @returns points that most hold enough outcomes; undefined where the series' own do */
export function drawQuality(
  options: CutForQualityOptions & { windows: readonly StoredWindow[] },
): PerformanceReport['quality'] {
  const range = cutForQuality(options);
  return (
    range && {
      bucketSeconds: range.bucketS,
      series: drawSeries({ range, windows: options.windows }).series,
    }
  );
}
