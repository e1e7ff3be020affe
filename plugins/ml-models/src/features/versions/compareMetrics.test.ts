import { evaluationMetricSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { aVersion } from '../../__testUtils__/builders/aVersion';
import { differenceOf, findMetric, metricsOf } from './compareMetrics';

function aMetric(value: number, overrides: object = {}) {
  return evaluationMetricSchema.parse({ name: 'auc', value, ...overrides });
}

it('calls more better, unless less is', () => {
  expect(differenceOf(aMetric(3), aMetric(1))).toEqual({
    difference: 2,
    verdict: 'better',
  });
  expect(
    differenceOf(aMetric(3, { higherIsBetter: false }), aMetric(1)).verdict,
  ).toBe('worse');
  expect(differenceOf(aMetric(1), aMetric(1)).verdict).toBe('same');
});

it('takes the same name on other rows for another metric', () => {
  const train = aMetric(0.9, { split: 'train' });
  const test = aMetric(0.8, { split: 'test' });
  const versions = [
    aVersion({ metrics: [test] }),
    aVersion({ metrics: [train] }),
  ];
  expect(metricsOf(versions)).toEqual([test, train]);
  expect(findMetric(versions[0], train)).toBeUndefined();
});
