import {
  Verdict,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { STATUS_LOOKS } from '../StatusWord/statusLooks';
import { findUnconfirmed } from './decidingReasons';

/** What a verdict is called: its state, or less than that while it is not sure. */
export type VerdictWording =
  | VerdictState
  | 'not-confirmed'
  | 'healthy-so-far'
  | 'not-live';

/** Worst first. */
export const VERDICT_WORDINGS: readonly VerdictWording[] = [
  'failing',
  'degraded',
  'not-confirmed',
  'unknown',
  'not-live',
  'healthy-so-far',
  'healthy',
];

export const VERDICT_WORDS: Record<VerdictWording, string> = {
  failing: STATUS_LOOKS.failing.word,
  degraded: STATUS_LOOKS.degraded.word,
  'not-confirmed': STATUS_LOOKS['not-confirmed'].word,
  unknown: STATUS_LOOKS.unknown.word,
  'not-live': 'Not live',
  'healthy-so-far': 'Healthy so far',
  healthy: STATUS_LOOKS.healthy.word,
};

/** @returns what never contradicts the reasons beside it, the same on each page */
export function wordingOf(verdict: Verdict): VerdictWording {
  if (verdict.reasons[0]?.signal === 'not-live') {
    return 'not-live';
  }
  const isUnsure = findUnconfirmed(verdict) !== undefined;
  switch (verdict.state) {
    case 'healthy':
      return isUnsure || verdict.reasons.some(({ pending }) => pending)
        ? 'healthy-so-far'
        : 'healthy';
    case 'unknown':
      return isUnsure ? 'not-confirmed' : 'unknown';
    default:
      return verdict.state;
  }
}
