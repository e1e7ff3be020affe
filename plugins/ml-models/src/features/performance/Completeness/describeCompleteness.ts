import {
  CompletenessGap,
  TotalCompleteness,
  VersionCompleteness,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DateTime } from 'luxon';
import {
  formatCount,
  formatCountOf,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';

type Basis = VersionCompleteness['basis'];

/** What is counted, by what it is compared with. */
export const NOUNS: Record<Basis | TotalCompleteness['basis'], string> = {
  gateway: 'request',
  sequence: 'record',
  mixed: 'answer',
  none: 'request',
};

/** What was compared, and what cannot be known. */
export const HOW: Record<Basis, string> = {
  gateway:
    'Compared with what the gateway counted as it passed answers on. A batch is one request; sampled-out and failed predictions count as recorded; replays are left out.',
  sequence:
    'Compared with the numbers that each instance gives its records. The tail is unknown: what an instance lost after the last record that came cannot be seen. Replays count by when they came, and not by the time that they are of; what no caller got, such as the answers of smoke tests, is left out.',
  none: 'No live request to it passed a gateway that counts in this time: its records came from elsewhere, and carry no noshelfware.inference.sequence. Where it answers without such a gateway, number the records of each instance from 1 to see what gets lost.',
};

const TAILS = {
  sequence: 'The tail is unknown.',
  mixed:
    'Requests of some versions, numbered records of others, of which the tail is unknown.',
};

/** Where a verdict looks for what is missing. */
export const JUDGED = 'in the last hour';

/** @returns what was counted of a version; that nobody did where nobody did */
export function describeVersion(
  version: VersionCompleteness,
  when: string,
): string {
  const { share } = version;
  return share === undefined
    ? 'nobody has counted what it answered'
    : describeCounted({ ...version, share }, when);
}

/** @returns what the sum cannot know; undefined when it knows all */
export function describeTotalLimits(
  total: TotalCompleteness,
): string | undefined {
  const { basis, uncounted } = total;
  const limits = [
    ...(basis === 'gateway' ? [] : [TAILS[basis]]),
    ...(uncounted > 0
      ? [`Without ${formatCountOf(uncounted, 'version')} that nobody counted.`]
      : []),
  ];
  return limits.length > 0 ? limits.join(' ') : undefined;
}

interface Counted {
  basis: keyof typeof NOUNS;
  stored: number;
  expected: number;
  missing: number;
  share: number;
}

/**
 * @param when - what was counted, e.g. `in the last 24 hours`
 * @returns e.g. `99.8 % recorded in the last 24 hours: 998 of 1,000 requests, 2 missing`
 */
export function describeCounted(counted: Counted, when: string): string {
  const { stored, missing, share } = counted;
  const expected = formatCountOf(counted.expected, NOUNS[counted.basis]);
  return missing === 0
    ? `100 % recorded ${when}: all ${expected}`
    : `${formatPercent(share)} recorded ${when}: ${formatCount(
        stored,
      )} of ${expected}, ${formatCount(missing)} missing`;
}

/** @returns e.g. `Thu 12 Mar, 14:00 – 14:05: 12 of 480 requests left no record` */
export function describeGap(gap: CompletenessGap, basis: Basis): string {
  return `${formatSpan(gap)}: ${formatCount(gap.missing)} of ${formatCountOf(
    gap.expected,
    NOUNS[basis],
  )} ${basis === 'gateway' ? 'left no record' : 'never came'}`;
}

/** @returns a stretch of time in the viewer's zone; seconds where it is short */
export function formatSpan(span: { from: string; until: string }): string {
  const from = DateTime.fromISO(span.from);
  const until = DateTime.fromISO(span.until);
  const isShort = until.diff(from).as('minutes') < 5;
  const time = isShort ? 'HH:mm:ss' : 'HH:mm';
  const end = from.hasSame(until, 'day') ? time : `ccc d LLL, ${time}`;
  return `${from.toFormat(`ccc d LLL, ${time}`)} – ${until.toFormat(end)}`;
}
