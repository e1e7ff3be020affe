import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';
import { chartMarkers } from './chartMarkers';
import { EVENT_SIGN } from './timeSeries';

function labelOf(kind: PerformanceMarker['kind'], version?: number) {
  const time = '2026-03-12T12:00:00.000Z';
  const [{ label }] = chartMarkers([{ time, kind, version, text: 'It' }]);
  return label;
}

describe('chartMarkers', () => {
  it.each(['deployment', 'rollback'] as const)(
    'names the version that a %s let serve',
    kind => {
      expect(labelOf(kind, 2)).toBe('v2');
    },
  );

  it.each(['stop', 'canary', 'verdict'] as const)(
    'names no version at a %s, after which none began to serve',
    kind => {
      expect(labelOf(kind, 2)).toBe(EVENT_SIGN);
    },
  );
});
