import { Inference } from '../../inference/Inference';
import {
  FoundPairs,
  PairedRecord,
  PairQuery,
} from '../../inference/InferenceLogStore';

/** A request that takes longer has no caller any more. */
const ANSWERED_WITHIN_MS = 60_000;

/** @param inferences - of the model, newest first */
export function findPairs(
  inferences: readonly Inference[],
  query: Omit<PairQuery, 'modelRef'>,
): FoundPairs {
  const ofRequests = inferences.filter(
    ({ environment, gatewayId, replay }) =>
      environment === query.environment && gatewayId !== undefined && !replay,
  );
  const copies = ofRequests
    .filter(
      ({ timeMs, traffic, version }) =>
        version === query.shadow &&
        traffic === 'shadow' &&
        timeMs >= query.sinceMs,
    )
    .slice(0, query.limit);
  const answers = ofRequests.filter(
    ({ traffic, version }) =>
      version === query.primary && traffic === 'primary',
  );
  return {
    copies: copies.length,
    pairs: copies.flatMap(copy => {
      const primary = answers.find(
        ({ gatewayId, row, timeMs }) =>
          gatewayId === copy.gatewayId &&
          row === copy.row &&
          Math.abs(timeMs - copy.timeMs) <= ANSWERED_WITHIN_MS,
      );
      return primary
        ? [{ shadow: toPaired(copy), primary: toPaired(primary) }]
        : [];
    }),
  };
}

function toPaired({
  failed,
  inferenceId,
  keepsBody,
  outputs,
  row,
}: Inference): PairedRecord {
  return {
    inferenceId,
    row,
    failed,
    outputs: keepsBody ? outputs : undefined,
  };
}
