import { VerdictState } from '@noshelfware/backstage-plugin-ml-models-common';
import fc from 'fast-check';
import { advanceSignal, isTrouble, SignalState } from './SignalState';

const STATES: Record<string, VerdictState> = {
  h: 'healthy',
  d: 'degraded',
  f: 'failing',
  u: 'unknown',
};

function letterOf(state: VerdictState): string {
  return state[0];
}

/** @returns what the signal is called after each window */
function walk(seen: string): SignalState[] {
  const states: SignalState[] = [];
  [...seen].forEach((letter, index) =>
    states.push(advanceSignal(states[index - 1], STATES[letter], index * 300)),
  );
  return states;
}

const heldAfter = (seen: string) =>
  walk(seen)
    .map(({ held }) => letterOf(held))
    .join('');

describe('advanceSignal', () => {
  it.each([
    ['is healthy at the first look', 'h', 'h'],
    ['is not degraded by two windows', 'hddhdd', 'hhhhhh'],
    ['is degraded by three', 'hddd', 'hhhd'],
    ['is failing by three', 'hfff', 'hhhf'],
    ['is degraded by three of which some are failing', 'hfdfdd', 'hhhddd'],
    ['gets from degraded to failing by three', 'hdddfff', 'hhhdddf'],
    ['is not known to be bad before three windows', 'ddd', 'uud'],
    ['is not known to be bad before three windows', 'fff', 'uuf'],
    ['stays degraded for four good windows', 'dddhhhhd', 'uudddddd'],
    ['is healthy again after five', 'dddhhhhh', 'uudddddh'],
    ['counts anew after a relapse', 'dddhhhhdhhhhh', 'uuddddddddddh'],
    ['is healthy again after five, failing as it was', 'fffhhhhh', 'uufffffh'],
    ['gets from failing to degraded after five', 'fffddddd', 'uufffffd'],
    ['and from there to healthy', 'fffdddddhhhhh', 'uufffffdddddh'],
    ['leaves failing for degraded if some were', 'fffhhhhd', 'uufffffd'],
    ['does not take silence for a good window', 'hdudud', 'hhhhhd'],
    ['nor for a bad one', 'hdduuuuh', 'hhhhhhhh'],
    [
      'forgets what was bad after five silent windows',
      'dddduuuuu',
      'uudddddd' + 'u',
    ],
    ['forgets what was good as well', 'huuuuu', 'hhhhhu'],
    ['does not go on counting after silence', 'dduuuuud', 'uuuuuuuu'],
    ['is healthy again at once after silence', 'huuuuuh', 'hhhhhuh'],
    ['counts silence towards the end of trouble', 'dddhuhuh', 'uudddddh'],
  ])('%s: %s', (_, seen, held) => {
    expect(heldAfter(seen)).toBe(held);
  });

  it('knows where the trouble began, however bad it gets', () => {
    const sinceAfter = (seen: string) => walk(seen).at(-1)?.sinceS;
    expect(sinceAfter('hhddd')).toBe(2 * 300);
    expect(sinceAfter('hhdddfffff')).toBe(2 * 300);
    expect(sinceAfter('hhdddhhhdhh')).toBe(2 * 300);
    expect(sinceAfter('hhdddhhhhh')).toBeUndefined();
    expect(sinceAfter('hhdddhhhhhddd')).toBe(10 * 300);
    expect(sinceAfter('hdhhddd')).toBe(4 * 300);
  });

  const windows = fc.string({
    unit: fc.constantFrom(...Object.keys(STATES)),
    maxLength: 60,
  });

  /** What has to be true of the windows up to a change, by what it is. */
  function isEarned(from: string, to: string, seen: string): boolean {
    const told = seen.replace(/u/g, '');
    const lastFive = seen.slice(-5);
    const isWorse = to === 'f' ? /f{3}$/ : /[df]{3}$/;
    if (to === 'f' || (to === 'd' && from !== 'f')) {
      return isWorse.test(told);
    }
    switch (from) {
      case 'f':
        return to === 'd'
          ? /^[dhu]{5}$/.test(lastFive)
          : /^[hu]{5}$/.test(lastFive);
      case 'd':
        return /^[hu]{5}$/.test(lastFive);
      case 'h':
        return lastFive === 'uuuuu';
      default:
        return seen.endsWith('h');
    }
  }

  it('never changes without its windows in a row', () => {
    fc.assert(
      fc.property(windows, seen => {
        const held = heldAfter(seen);
        const unearned = [...held].flatMap((to, i) => {
          const from = i === 0 ? 'u' : held[i - 1];
          const soFar = seen.slice(0, i + 1);
          return from === to || isEarned(from, to, soFar) ? [] : [soFar];
        });
        expect(unearned).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has a beginning of its trouble if and only if there is one', () => {
    fc.assert(
      fc.property(windows, seen => {
        for (const { held, sinceS } of walk(seen)) {
          expect(sinceS !== undefined).toBe(isTrouble(held));
        }
      }),
    );
  });

  it('ends where its windows lead, whatever was before', () => {
    fc.assert(
      fc.property(
        windows,
        fc.constantFrom('h', 'd', 'f', 'u'),
        (seen, last) => {
          expect(heldAfter(seen + last.repeat(5)).at(-1)).toBe(last);
        },
      ),
    );
  });
});
