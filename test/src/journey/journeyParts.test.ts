import { deploymentSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { journeyParts } from './journeyParts';

const at = (second: number) => new Date(second * 1000).toISOString();

it('tells what the main path spent its time on', () => {
  const step = { kind: 'pipeline', status: 'succeeded', hasLog: false };
  const steps = deploymentSchema.shape.steps.parse([
    { ...step, name: 'test', startedAt: at(12), endedAt: at(15) },
    { ...step, name: 'train', startedAt: at(12.5), endedAt: at(20) },
    { ...step, name: 'canary', status: 'skipped' },
  ]);
  expect(
    journeyParts(
      { createdAt: at(11.5), steps },
      { pressedAt: 10_000, liveAt: 24_000, readableAt: 24_250 },
    ),
  ).toEqual([
    { name: 'publish', seconds: 1.5 },
    { name: 'test', seconds: 3 },
    { name: 'train', seconds: 7.5 },
    { name: 'canary', seconds: 0 },
    { name: 'predict', seconds: 0.25 },
  ]);
});
