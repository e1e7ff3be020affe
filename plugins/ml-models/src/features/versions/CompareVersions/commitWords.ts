import { CommitsBetween } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';

/** @returns how the newer version's commit stands to the older one's */
export function commitWords(
  { ahead, behind }: CommitsBetween,
  older: number,
): string {
  if (ahead === 0 && behind === 0) {
    return 'The same';
  }
  if (behind === 0) {
    return `${formatCountOf(ahead, 'commit')} since version ${older}`;
  }
  if (ahead === 0) {
    return `${formatCountOf(behind, 'commit')} before version ${older}`;
  }
  return `${formatCountOf(
    ahead,
    'commit',
  )} that version ${older} lacks, and without ${formatCountOf(
    behind,
    'commit',
  )} of it`;
}
