import {
  ExceptionGroup,
  ExceptionPage,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '../../inference/Inference';
import { messagePatternOf } from '../../inference/messagePatternOf';

const GROUPS_MAX = 200;

/** @param failures - newest first, and so are the groups */
export function groupFailures(failures: readonly Inference[]): ExceptionPage {
  const groups = new Map<string, Inference[]>();
  for (const failure of failures) {
    const { errorType, errorPlace } = failure;
    const key = JSON.stringify([errorType, errorPlace, patternOf(failure)]);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return {
    items: [...groups.values()].slice(0, GROUPS_MAX).map(toGroup),
    furtherGroups: Math.max(0, groups.size - GROUPS_MAX),
  };
}

function toGroup(failures: readonly Inference[]): ExceptionGroup {
  const [newest] = failures;
  const times = failures.map(({ timeMs }) => timeMs);
  const versions = new Set(failures.map(({ version }) => version));
  return {
    type: newest.errorType ?? 'unknown',
    message: newest.exception?.message,
    messagePattern: patternOf(newest),
    place: newest.errorPlace,
    statusCode: newest.statusCode,
    count: failures.length,
    firstSeen: new Date(Math.min(...times)).toISOString(),
    lastSeen: new Date(Math.max(...times)).toISOString(),
    versions: [...versions].sort((a, b) => a - b),
    example: { id: newest.inferenceId, row: newest.row },
  };
}

function patternOf({ exception }: Inference): string | undefined {
  return exception?.message && messagePatternOf(exception.message);
}
