import {
  formatCount,
  formatCountOf,
  formatPercent,
} from '../formatNumber/formatNumber';

export interface CountedOutcomes {
  total: number;
  /** Singular, of what is counted: `request`. */
  noun: string;
  /** Failures of the model or its service. */
  errors: number;
  invalidRequests: number;
  /** Of `total`, those imported from a log that has no failures in it. */
  failuresUntold?: number;
}

/** @returns e.g. `7,214 requests, 152 errors (2.11 %), 3 invalid requests` */
export function outcomeWords(counted: CountedOutcomes): string {
  const { total, noun, errors, failuresUntold = 0 } = counted;
  const all = formatCountOf(total, noun);
  if (total === 0) {
    return all;
  }
  const told = total - failuresUntold;
  if (told === 0) {
    return `${all} (imported from a log that has no failures in it)`;
  }
  const share = formatPercent(errors / told);
  const basis =
    failuresUntold > 0
      ? ` of ${formatCount(told)}; ${formatCount(
          failuresUntold,
        )} imported without failures`
      : '';
  return `${all}, ${failureWords(counted, ` (${share}${basis})`)}`;
}

/** @returns e.g. `152 errors, 3 invalid requests` */
export function failureWords(
  {
    errors,
    invalidRequests,
  }: Pick<CountedOutcomes, 'errors' | 'invalidRequests'>,
  share = '',
): string {
  const errorsText = `${formatCountOf(errors, 'error')}${share}`;
  return invalidRequests > 0
    ? `${errorsText}, ${formatCountOf(invalidRequests, 'invalid request')}`
    : errorsText;
}
