import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import { ChartMarker, EVENT_SIGN } from './timeSeries';

/** What changed no version that serves. */
const SIGNED: ReadonlyArray<PerformanceMarker['kind']> = ['canary', 'verdict'];

/** Deployments and changes of verdict, as charts draw them. */
export function chartMarkers(
  markers: readonly PerformanceMarker[],
): ChartMarker[] {
  return markers.map(({ time, kind, version, text }) => ({
    time: Date.parse(time),
    label:
      version === undefined || SIGNED.includes(kind)
        ? EVENT_SIGN
        : `v${version}`,
    text,
  }));
}
