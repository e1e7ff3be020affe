import { VerdictReason } from '@noshelfware/backstage-plugin-ml-models-common';
import { shownState } from './decidingReasons';

const latency: VerdictReason = {
  signal: 'latency',
  state: 'healthy',
  text: '95 % of answers take up to 18.7 ms',
};

it('ticks what is well, and not what looks bad but is not confirmed yet', () => {
  expect(shownState(latency)).toBe('healthy');
  expect(shownState({ ...latency, seen: 'degraded' })).toBe('not-confirmed');
  expect(shownState({ ...latency, state: 'failing', seen: 'degraded' })).toBe(
    'failing',
  );
});
