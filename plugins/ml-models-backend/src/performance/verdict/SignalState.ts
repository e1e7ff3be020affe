import {
  VerdictState,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** Windows in a row that a signal has to be worse before it is called worse. */
export const WINDOWS_TO_ENTER = 3;

/** Windows in a row that it has to be better before it is called better. */
export const WINDOWS_TO_LEAVE = 5;

export const signalStateSchema = z.object({
  /** What the signal is called; the rest decides when that changes. */
  held: verdictStateSchema,
  /** When the trouble was first seen, seconds since the epoch; absent without any. */
  sinceS: z.number().optional(),
  /** Windows in a row that were degraded or failing; unknown ones are passed over. */
  degraded: z.number(),
  degradedSinceS: z.number().optional(),
  /** Windows in a row that were failing; unknown ones are passed over. */
  failing: z.number(),
  /** Windows in a row that were neither; unknown ones count. */
  belowDegraded: z.number(),
  /** Windows in a row that were not failing; unknown ones count. */
  belowFailing: z.number(),
  /** Windows in a row with too little to judge by. */
  unknown: z.number(),
});

/** What is remembered of one signal of a version, from window to window. */
export type SignalState = z.infer<typeof signalStateSchema>;

export const NEVER_JUDGED: SignalState = {
  held: 'unknown',
  degraded: 0,
  failing: 0,
  belowDegraded: 0,
  belowFailing: 0,
  unknown: 0,
};

/**
 * Takes in what one window looked like.
 *
 * A signal gets worse after 3 windows in a row, and better after 5. Windows with
 * too little to judge by prove nothing: they neither count towards getting worse
 * nor break the row; but 5 of them in a row are no reason to go on calling it
 * what it was called, good or bad. From unknown it becomes healthy at once.
 *
 * @param seenS - when it was seen, seconds since the epoch
 */
export function advanceSignal(
  before: SignalState = NEVER_JUDGED,
  seen: VerdictState,
  seenS: number,
): SignalState {
  const counted = countWindow(before, seen, seenS);
  const held = decideHeld(counted, seen);
  return { ...counted, held, sinceS: troubleSince(counted, held) };
}

function countWindow(
  before: SignalState,
  seen: VerdictState,
  seenS: number,
): SignalState {
  if (seen === 'unknown') {
    const unknown = before.unknown + 1;
    const isForgotten = unknown >= WINDOWS_TO_LEAVE;
    return {
      ...before,
      degraded: isForgotten ? 0 : before.degraded,
      degradedSinceS: isForgotten ? undefined : before.degradedSinceS,
      failing: isForgotten ? 0 : before.failing,
      belowDegraded: before.belowDegraded + 1,
      belowFailing: before.belowFailing + 1,
      unknown,
    };
  }
  const isFailing = seen === 'failing';
  const isDegraded = isFailing || seen === 'degraded';
  return {
    ...before,
    degraded: isDegraded ? before.degraded + 1 : 0,
    degradedSinceS: isDegraded ? before.degradedSinceS ?? seenS : undefined,
    failing: isFailing ? before.failing + 1 : 0,
    belowDegraded: isDegraded ? 0 : before.belowDegraded + 1,
    belowFailing: isFailing ? 0 : before.belowFailing + 1,
    unknown: 0,
  };
}

function decideHeld(counted: SignalState, seen: VerdictState): VerdictState {
  const { held, degraded, failing, belowDegraded, belowFailing } = counted;
  if (failing >= WINDOWS_TO_ENTER) {
    return 'failing';
  }
  if (degraded >= WINDOWS_TO_ENTER && held !== 'failing') {
    return 'degraded';
  }
  const well = counted.unknown >= WINDOWS_TO_LEAVE ? 'unknown' : 'healthy';
  switch (held) {
    case 'failing':
      if (belowFailing < WINDOWS_TO_LEAVE) return 'failing';
      return belowDegraded < WINDOWS_TO_LEAVE ? 'degraded' : well;
    case 'degraded':
      return belowDegraded < WINDOWS_TO_LEAVE ? 'degraded' : well;
    case 'healthy':
      return well;
    default:
      return seen === 'healthy' ? 'healthy' : 'unknown';
  }
}

/** The beginning of the trouble stays, however bad it gets. */
function troubleSince(
  counted: SignalState,
  held: VerdictState,
): number | undefined {
  return isTrouble(held) ? counted.sinceS ?? counted.degradedSinceS : undefined;
}

export function isTrouble(state: VerdictState): boolean {
  return state === 'degraded' || state === 'failing';
}
