import { formatCountOf } from '../../../components/formatNumber/formatNumber';

/**
 * @param noun - what was counted, e.g. `record`
 * @returns where the records went that the chart counts and the list lacks
 */
export function tellGone(gone: number, noun: string): string {
  const counted = formatCountOf(gone, noun);
  return gone === 1
    ? `${counted} was counted and is not kept any more: deleted, or past its retention.`
    : `${counted} were counted and are not kept any more: deleted, or past their retention.`;
}
