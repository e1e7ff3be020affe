import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
  formatWhole,
} from './formatNumber';

it.each([
  [0.81349, '0.813'],
  [0, '0'],
  [12, '12'],
  [1234.5, '1,230'],
  [12_345, '12.3K'],
  [-0.0207, '−0.0207'],
  [0.00000031, '3.1e-7'],
])('writes the measure %p with three significant digits', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('puts the unit behind the number', () => {
  expect(formatNumber(41.27, 'ms')).toBe('41.3 ms');
});

it('writes counts exactly up to ten thousand', () => {
  expect(formatCount(9_999)).toBe('9,999');
  expect(formatCount(12_345)).toBe('12.3K');
});

it('writes every digit of a count, in thousands, where all are wanted', () => {
  expect(formatWhole(131_600)).toBe('131,600');
});

it('knows one from many', () => {
  expect(formatCountOf(1, 'request')).toBe('1 request');
  expect(formatCountOf(0, 'request')).toBe('0 requests');
});

it.each([
  [0, '0 %'],
  [0.021, '2.1 %'],
  [0.00001, '< 0.01 %'],
  [0.99996, '99.99 %'],
  [1, '100 %'],
])('writes the share %p as %p', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});
