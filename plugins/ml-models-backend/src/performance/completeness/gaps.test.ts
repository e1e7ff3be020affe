import fc from 'fast-check';
import { CompletenessWindow } from './completenessWindows';
import { findSequenceGaps, tallyServed } from './gaps';
import { SequenceWindow } from './sequenceWindows';

const WINDOW_MS = 300_000;
const VERSION = { modelRef: 'mlmodel:default/m', environment: 'e', version: 1 };

/** A record of an instance: its number, and when it was predicted. */
interface Numbered {
  sequence: number;
  atMs: number;
}

/** Adds records up by window, as the database does. */
function windowsOf(records: readonly Numbered[]): SequenceWindow[] {
  const windows = new Map<number, SequenceWindow>();
  for (const { sequence, atMs } of records) {
    const startS = (Math.floor(atMs / WINDOW_MS) * WINDOW_MS) / 1000;
    const known = windows.get(startS);
    windows.set(startS, {
      ...VERSION,
      instanceId: 'i',
      startS,
      granularity: WINDOW_MS / 1000,
      records: (known?.records ?? 0) + 1,
      shadowRecords: 0,
      firstSequence: Math.min(known?.firstSequence ?? Infinity, sequence),
      lastSequence: Math.max(known?.lastSequence ?? 0, sequence),
      firstMs: Math.min(known?.firstMs ?? Infinity, atMs),
      lastMs: Math.max(known?.lastMs ?? 0, atMs),
    });
  }
  return [...windows.values()];
}

function gapsOf(records: readonly Numbered[]) {
  return findSequenceGaps(windowsOf(records)).flatMap(({ gap }) => gap ?? []);
}

/** One a minute, numbered from 1, without those that were lost. */
function minutely(count: number, lost: readonly number[]): Numbered[] {
  return Array.from({ length: count }, (_, i) => ({
    sequence: i + 1,
    atMs: i * 60_000,
  })).filter(({ sequence }) => !lost.includes(sequence));
}

describe('findSequenceGaps', () => {
  it('finds nothing where all numbers are there', () => {
    expect(gapsOf(minutely(100, []))).toEqual([]);
  });

  it('finds what is missing within a window', () => {
    expect(gapsOf(minutely(20, [7, 8]))).toEqual([
      { fromMs: 5 * 60_000, untilMs: 9 * 60_000, missing: 2, expected: 5 },
    ]);
  });

  it('finds what is missing between two windows', () => {
    expect(gapsOf(minutely(20, [5, 6]))).toEqual([
      { fromMs: 3 * 60_000, untilMs: 6 * 60_000, missing: 2, expected: 6 },
    ]);
  });

  it('finds windows that are missing as a whole', () => {
    const lost = Array.from({ length: 10 }, (_, i) => i + 6);
    expect(gapsOf(minutely(20, lost))).toEqual([
      { fromMs: 4 * 60_000, untilMs: 15 * 60_000, missing: 10, expected: 15 },
    ]);
  });

  it('misses the first numbers, and says nothing of what came after the last', () => {
    expect(gapsOf(minutely(20, [1, 2, 20])).map(it => it.missing)).toEqual([2]);
  });

  it('takes two that overlapped the border of a window for no gap', () => {
    const records = minutely(20, []);
    [records[4].sequence, records[5].sequence] = [6, 5];
    expect(gapsOf(records)).toEqual([]);
  });

  it('does not take an instance that began anew for one that lost something', () => {
    const again = minutely(10, []).map(({ sequence, atMs }) => ({
      sequence,
      atMs: atMs + 20 * 60_000,
    }));
    expect(gapsOf([...minutely(20, []), ...again])).toEqual([]);
  });

  it('misses exactly the numbers that were not seen, wherever they lie', () => {
    const lossy = fc
      .array(
        fc.record({
          stepMs: fc.integer({ min: 0, max: 2 * WINDOW_MS }),
          /** How much later than its turn a record is predicted. */
          delayMs: fc.constantFrom(0, 0, 0, 1, 5_000),
          lost: fc.boolean(),
        }),
        { minLength: 1, maxLength: 60 },
      )
      .map(steps => {
        let atMs = 0;
        return steps
          .map(({ stepMs, delayMs, lost }, i) => {
            atMs += stepMs;
            return { sequence: i + 1, atMs: atMs + delayMs, lost };
          })
          .filter(({ lost }) => !lost);
      });
    fc.assert(
      fc.property(lossy, records => {
        const last = Math.max(0, ...records.map(({ sequence }) => sequence));
        const gaps = gapsOf(records);
        const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
        expect(missing).toBe(last - records.length);
        for (const gap of gaps) {
          expect(gap.fromMs).toBeLessThanOrEqual(gap.untilMs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says when: between the records before and after what was lost', () => {
    const runs = fc.record({
      before: fc.integer({ min: 1, max: 40 }),
      lost: fc.integer({ min: 1, max: 40 }),
      after: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(runs, ({ before, lost, after }) => {
        const records = minutely(before + lost + after, []).filter(
          ({ sequence }) => sequence <= before || sequence > before + lost,
        );
        const [gap, ...others] = gapsOf(records);
        expect(others).toEqual([]);
        expect(gap.missing).toBe(lost);
        // Windows blur it by their length at most.
        const lostFromMs = before * 60_000;
        const lostUntilMs = (before + lost - 1) * 60_000;
        expect(gap.fromMs).toBeLessThanOrEqual(lostFromMs);
        expect(gap.fromMs).toBeGreaterThan(lostFromMs - WINDOW_MS - 60_000);
        expect(gap.untilMs).toBeGreaterThanOrEqual(lostUntilMs);
        expect(gap.untilMs).toBeLessThan(lostUntilMs + WINDOW_MS + 60_000);
      }),
    );
  });
});

function aWindow(
  index: number,
  counts: Partial<CompletenessWindow>,
): CompletenessWindow {
  return {
    ...VERSION,
    startS: index * 300,
    granularity: 300,
    served: 0,
    stored: 0,
    storedUnstamped: 0,
    storedShadow: 0,
    ...counts,
  };
}

describe('tallyServed', () => {
  it('makes one gap of neighbours', () => {
    const windows = [
      aWindow(5, { served: 10, stored: 10 }),
      aWindow(1, { served: 10, stored: 8 }),
      aWindow(2, { served: 10, stored: 9 }),
      aWindow(4, { served: 10, stored: 0 }),
    ];
    expect(tallyServed(windows)).toEqual({
      stored: 27,
      expected: 40,
      windows: [
        { startS: 300, stored: 8, expected: 10 },
        { startS: 600, stored: 9, expected: 10 },
        { startS: 1200, stored: 0, expected: 10 },
        { startS: 1500, stored: 10, expected: 10 },
      ],
      gaps: [
        { fromMs: 300_000, untilMs: 900_000, missing: 3, expected: 20 },
        { fromMs: 1_200_000, untilMs: 1_500_000, missing: 10, expected: 10 },
      ],
    });
  });

  it('takes shadow traffic off both sides once it has left a record', () => {
    const tally = tallyServed([
      // Only a smoke test, whose record has come.
      aWindow(1, { served: 1, stored: 1, storedShadow: 1 }),
      aWindow(2, { served: 11, stored: 9, storedShadow: 1 }),
      // A smoke test that left none.
      aWindow(4, { served: 1, stored: 0 }),
    ]);
    expect(tally.windows).toEqual([
      { startS: 600, stored: 8, expected: 10 },
      { startS: 1200, stored: 0, expected: 1 },
    ]);
    expect(tally.gaps.map(({ missing }) => missing)).toEqual([2, 1]);
  });

  it('judges by event time where no record carries an id of the gateway', () => {
    const windows = [aWindow(1, { served: 10, storedUnstamped: 9 })];
    expect(tallyServed(windows).stored).toBe(9);
    // Somebody else asked the service directly: that proves nothing.
    const mixed = [aWindow(2, { served: 10, stored: 4, storedUnstamped: 6 })];
    expect(tallyServed(mixed).stored).toBe(4);
  });

  it('never counts one window for another, and adds up', () => {
    const count = fc.integer({ min: 0, max: 50 });
    const counts = fc.array(fc.record({ served: count, stored: count }));
    fc.assert(
      fc.property(counts, all => {
        const { stored, expected, gaps } = tallyServed(
          all.map((each, index) => aWindow(index, each)),
        );
        const counted = all.filter(({ served }) => served > 0);
        const isStamped = all.some(it => it.stored > 0);
        const missing = counted.reduce(
          (sum, it) =>
            sum + Math.max(0, it.served - (isStamped ? it.stored : 0)),
          0,
        );
        expect(expected - stored).toBe(missing);
        expect(gaps.reduce((sum, gap) => sum + gap.missing, 0)).toBe(missing);
        for (let i = 1; i < gaps.length; i++) {
          expect(gaps[i].fromMs).toBeGreaterThan(gaps[i - 1].untilMs);
        }
      }),
    );
  });
});
