import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import { ChartMarker, EVENT_SIGN } from './timeSeries';

/** What let no other version serve. */
const SIGNED: ReadonlyArray<PerformanceMarker['kind']> = [
  'stop',
  'canary',
  'verdict',
];

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
