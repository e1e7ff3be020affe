import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';

/** Verdicts look back no further. */
const JUDGED_MS = 7 * 24 * 60 * 60 * 1000;

const count = new Intl.NumberFormat('en-GB');

/** What has ever been recorded of what is not judged. */
export interface Recorded {
  /** All there ever were, replayed ones too. */
  requests: number;
  /** When the last live one was answered; absent without one. */
  lastLiveMs?: number;
}

/** What every page says where nobody has judged. */
export function unjudgedVerdict(recorded: Recorded, now: Date): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: whyUnjudged(recorded, now),
      },
    ],
    judgedAt: now.toISOString(),
  };
}

function whyUnjudged({ requests, lastLiveMs }: Recorded, now: Date): string {
  if (lastLiveMs !== undefined) {
    return now.getTime() - lastLiveMs > JUDGED_MS
      ? 'No prediction in 7 days'
      : 'Not judged yet';
  }
  return requests > 0
    ? `No live prediction yet, ${count.format(requests)} replayed`
    : 'No prediction yet';
}
