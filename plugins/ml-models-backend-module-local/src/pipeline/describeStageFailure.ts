import { ModelReport } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  describeMissedGate,
  findFirstErrorLine,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { StageEnd } from './runStage';

export interface DescribeStageFailureOptions {
  stage: string;
  end: StageEnd;
  seconds: number;
  /** Of the evaluation gate. */
  failedChecks: NonNullable<ModelReport['gate']>['checks'];
  /** What the stage printed last. */
  logEnd: string;
}

/** @returns what happened and what to do, in two sentences */
export function describeStageFailure(
  options: DescribeStageFailureOptions,
): string {
  const { stage, end, seconds, failedChecks, logEnd } = options;
  const after = `after ${seconds.toFixed(1)} s`;
  if (/No space left on device|ENOSPC/.test(logEnd)) {
    return `Step ${stage} failed ${after}: the disk is full. Free some space and deploy again.`;
  }
  if (failedChecks.length > 0) {
    return describeMissedGate({ checks: failedChecks });
  }
  if (end.exitCode === undefined) {
    const hint = end.reason === 'SIGKILL' ? ', perhaps for want of memory' : '';
    return `Step ${stage} was ended by ${end.reason} ${after}${hint}. Its log shows how far it came; deploy again.`;
  }
  if (end.exitCode === 126 || end.exitCode === 127) {
    return `Step ${stage} failed ${after}: a program it calls is not installed, or cannot be run (exit code ${end.exitCode}). Install the program, which its log names, or correct pipeline.yaml, and deploy again.`;
  }
  const what =
    stage === 'evaluate'
      ? 'The evaluation, or its gate, did not pass: step evaluate'
      : `Step ${stage}`;
  const silence =
    findFirstErrorLine(logEnd) === undefined
      ? '; its log has no line that looks like an error'
      : '';
  return `${what} failed with exit code ${end.exitCode} ${after}${silence}. Correct what its log shows, and push again.`;
}
