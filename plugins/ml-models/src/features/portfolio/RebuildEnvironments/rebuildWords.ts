import {
  RebuildModelState,
  RebuildSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Status } from '../../../components/StatusWord/statusLooks';

interface StateLook {
  status: Status;
  word: string;
}

/** How the state of one model looks. */
export const STATE_LOOKS: Record<RebuildModelState, StateLook> = {
  failed: { status: 'failed', word: 'Failed' },
  replacing: { status: 'running', word: 'Being replaced' },
  waiting: { status: 'pending', word: 'Waiting' },
  skipped: { status: 'skipped', word: 'Skipped' },
  cancelled: { status: 'cancelled', word: 'Cancelled' },
  replaced: { status: 'succeeded', word: 'Replaced' },
};

/** In the order in which they are of interest. */
const COUNTED: ReadonlyArray<[RebuildModelState, string]> = [
  ['failed', 'failed'],
  ['replacing', 'being replaced'],
  ['waiting', 'waiting'],
  ['skipped', 'skipped'],
  ['cancelled', 'cancelled'],
];

/** @returns e.g. `3 of 5 replaced, 1 failed, 1 waiting` */
export function countWords({ models }: RebuildSummary): string {
  const total = Object.values(models).reduce((sum, number) => sum + number, 0);
  const others = COUNTED.filter(([state]) => models[state] > 0).map(
    ([state, word]) => `${models[state]} ${word}`,
  );
  return [`${models.replaced} of ${total} replaced`, ...others].join(', ');
}

/** @returns how a rebuild looks as a whole */
export function rebuildLook({
  cancelledBy,
  endedAt,
  models,
}: RebuildSummary): StateLook {
  if (!endedAt) {
    return {
      status: 'running',
      word: cancelledBy ? 'Being cancelled' : 'Under way',
    };
  }
  if (models.failed > 0) {
    return { status: 'failed', word: 'Not all replaced' };
  }
  return cancelledBy ? STATE_LOOKS.cancelled : STATE_LOOKS.replaced;
}
