import { CompletenessWindow } from './completenessWindows';
import { SequenceWindow } from './sequenceWindows';

/** A stretch of time in which something was lost. */
export interface Gap {
  fromMs: number;
  /** Exclusive for windows; of the next record that is known, for numbers. */
  untilMs: number;
  missing: number;
  /** How many there should have been. */
  expected: number;
}

/** What was found of what should be there. */
export interface Tally {
  stored: number;
  expected: number;
  /** What the sums are made of. */
  windows: TalliedWindow[];
  /** Oldest first. */
  gaps: Gap[];
}

export interface TalliedWindow {
  /** Seconds since the epoch. */
  startS: number;
  stored: number;
  expected: number;
}

/**
 * Compares what was served with what was stored, window by window; neighbours
 * that both miss something make one gap. Shadow traffic that left its record is
 * taken off both sides: nobody asked for it.
 *
 * A window that nobody counted in is left out. One with more records than were
 * counted (a gateway that was killed lost its last second) misses nothing.
 */
export function tallyServed(windows: readonly CompletenessWindow[]): Tally {
  const counted = windows
    .filter(({ served }) => served > 0)
    .sort((a, b) => a.startS - b.startS);
  // A service that passes the gateway's id on does so for each request.
  const isStamped = windows.some(({ stored }) => stored > 0);
  const tally = emptyTally();
  for (const { startS, granularity, ...window } of counted) {
    const all = isStamped ? window.stored : window.storedUnstamped;
    const shadow = Math.min(window.storedShadow, all);
    const stored = all - shadow;
    const expected = Math.max(window.served - shadow, stored);
    if (expected === 0) continue;
    addWindow(tally, { startS, stored, expected });
    if (stored < expected) {
      addGap(tally.gaps, {
        fromMs: startS * 1000,
        untilMs: (startS + granularity) * 1000,
        missing: expected - stored,
        expected,
      });
    }
  }
  return tally;
}

export function emptyTally(): Tally {
  return { stored: 0, expected: 0, windows: [], gaps: [] };
}

export function addWindow(tally: Tally, window: TalliedWindow): void {
  tally.stored += window.stored;
  tally.expected += window.expected;
  tally.windows.push(window);
}

function addGap(gaps: Gap[], next: Gap): void {
  const last = gaps[gaps.length - 1];
  if (last && last.untilMs >= next.fromMs) {
    last.untilMs = next.untilMs;
    last.missing += next.missing;
    last.expected += next.expected;
  } else {
    gaps.push(next);
  }
}

/**
 * Finds the numbers that are missing among those that one instance gave its
 * records, from 1 to the last that is known; what came after that is unknown.
 *
 * Up to window i, `lastᵢ − Σ recordsⱼ` numbers have not been seen (j ≤ i, in the
 * order of their last numbers). Some of them turn up in a later window, where
 * two requests overlapped its border: missing for good is the least of these
 * values from i on, and what it grows by from one window to the next is the
 * gap between them.
 *
 * @param windows - of one instance, all that are kept
 * @returns for each window, in the order of its numbers, with the gap before or
 *   in it, if any
 */
export function findSequenceGaps(
  windows: readonly SequenceWindow[],
): Array<{ window: SequenceWindow; gap?: Gap }> {
  const ordered = [...windows].sort(
    (a, b) =>
      a.lastSequence - b.lastSequence || a.firstSequence - b.firstSequence,
  );
  let seen = 0;
  const unseen = ordered.map(({ lastSequence, records }) => {
    seen += records;
    // An instance that began to count anew has more records than numbers.
    return Math.max(0, lastSequence - seen);
  });
  for (let i = unseen.length - 2; i >= 0; i--) {
    unseen[i] = Math.min(unseen[i], unseen[i + 1]);
  }
  return ordered.map((window, i) => {
    const missing = unseen[i] - (i > 0 ? unseen[i - 1] : 0);
    return missing > 0
      ? { window, gap: placeGap(missing, window, ordered[i - 1]) }
      : { window };
  });
}

/** Between two windows, if all that is missing fits there; else within the later one. */
function placeGap(
  missing: number,
  window: SequenceWindow,
  before: SequenceWindow | undefined,
): Gap {
  const between = window.firstSequence - (before?.lastSequence ?? 0) - 1;
  const isBetween = between >= missing;
  const fromMs =
    between > 0 && before
      ? Math.min(before.lastMs, window.firstMs)
      : window.firstMs;
  return {
    fromMs,
    untilMs: isBetween ? window.firstMs : window.lastMs,
    missing,
    expected: missing + window.records,
  };
}
