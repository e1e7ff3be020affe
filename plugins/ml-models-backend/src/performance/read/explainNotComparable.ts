import { formatCount } from '../../formatNumber';

/** One side of a comparison, and what could be counted of it. */
export interface CountedSide {
  version: number;
  /** e.g. `in this range`. */
  when: string;
  requests: number;
  /** Of its baseline's bins; absent without a baseline. */
  revision?: number;
  /** Revisions, of either baseline, that its records were counted in. */
  counted: readonly number[];
}

/**
 * @param subject - has no revision in common with the other that both were counted in
 * @returns the one cause that is the case
 */
export function explainNotComparable(
  subject: CountedSide,
  other: CountedSide,
): string {
  const sides = [subject, other];
  const silent = sides.filter(({ requests }) => requests === 0);
  if (silent.length > 0) {
    return silent
      .map(({ version, when }) => `Version ${version} answered nothing ${when}`)
      .join('. ');
  }
  const revisions = sides.flatMap(({ revision }) => revision ?? []);
  if (revisions.length === 0) {
    return 'Neither has a baseline whose bins their records could be counted in';
  }
  const newest = Math.max(...revisions);
  const [left, owner] = subject.counted.includes(newest)
    ? [other, subject]
    : [subject, other];
  const bins =
    left.revision === newest
      ? 'its own bins'
      : `the bins of version ${owner.version}`;
  return `Their records were never counted in the same bins: none of ${formatCount(
    left.requests,
    'request',
  )} of version ${left.version} ${left.when} was counted in ${bins}`;
}
