import { aVerdict } from '../../__testUtils__/builders/aVerdict';
import { decidingReasons } from './decidingReasons';

const slow = { signal: 'latency', state: 'degraded', text: 'slow' } as const;
const fine = { signal: 'error-rate', state: 'healthy', text: 'fine' } as const;
const few = { signal: 'quality', state: 'unknown', text: 'few' } as const;

it('leaves out what is fine when something is not', () => {
  const verdict = aVerdict({ state: 'degraded', reasons: [slow, fine, few] });
  expect(decidingReasons(verdict)).toEqual([slow]);
});

it('says why all is well', () => {
  const verdict = aVerdict({ state: 'healthy', reasons: [fine, few] });
  expect(decidingReasons(verdict)).toEqual([fine]);
});

it('says why nothing can be said', () => {
  const verdict = aVerdict({ state: 'unknown', reasons: [fine, few] });
  expect(decidingReasons(verdict)).toEqual([few]);
});
