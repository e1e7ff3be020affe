import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '../../inference/Inference';

const GROUPS_MAX = 200;

/** @param failures - newest first, and so are the groups */
export function groupFailures(
  failures: readonly Inference[],
): ExceptionGroup[] {
  const groups = new Map<string, Inference[]>();
  for (const failure of failures) {
    const { errorType, errorPlace, exception } = failure;
    const key = JSON.stringify([
      errorType,
      errorPlace,
      errorPlace === undefined ? exception?.message : undefined,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()].slice(0, GROUPS_MAX).map(toGroup);
}

function toGroup(failures: readonly Inference[]): ExceptionGroup {
  const [newest] = failures;
  const times = failures.map(({ timeMs }) => timeMs);
  const versions = new Set(failures.map(({ version }) => version));
  return {
    type: newest.errorType ?? 'unknown',
    message: newest.exception?.message,
    place: newest.errorPlace,
    statusCode: newest.statusCode,
    count: failures.length,
    firstSeen: new Date(Math.min(...times)).toISOString(),
    lastSeen: new Date(Math.max(...times)).toISOString(),
    versions: [...versions].sort((a, b) => a - b),
    example: { id: newest.inferenceId, row: newest.row },
  };
}
