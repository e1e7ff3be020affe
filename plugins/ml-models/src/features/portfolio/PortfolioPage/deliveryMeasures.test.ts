import { DELIVERY_MEASURES } from './deliveryMeasures';

it.each([
  [4.2, '4.2 a week'],
  [1, '1 a week'],
  [1 / 13, '1 in 13 weeks'],
  [3 / 13, '3 in 13 weeks'],
  [0, '0 a week'],
])('writes %p deployments a week as %p', (perWeek, text) => {
  const measure = DELIVERY_MEASURES.find(
    ({ id }) => id === 'deploymentsPerWeek',
  );
  expect(measure?.format(perWeek)).toBe(text);
});
