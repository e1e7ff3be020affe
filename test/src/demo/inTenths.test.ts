import { inTenths } from './inTenths';

it('rounds times to a tenth, which a run does not reach again any nearer', () => {
  expect(inTenths(3.14159, 's')).toBe('3.1 s');
  expect(inTenths(12, 's')).toBe('12.0 s');
  expect(inTenths(2.9666, 'ms')).toBe('3.0 ms');
});

it('makes no number of a time that was not measured', () => {
  expect(inTenths(undefined, 'ms')).toBe('–');
});
