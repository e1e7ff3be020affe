import {
  commitSchema,
  stepStatusSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

export const runStageSchema = z.object({
  name: z.string(),
  status: stepStatusSchema,
  /** ISO 8601, like every time here. */
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  message: z.string().optional(),
});
export type RunStage = z.infer<typeof runStageSchema>;

export const runFailureSchema = z.object({
  stage: z.string(),
  message: z.string(),
  firstErrorLine: z.string().optional(),
});
export type RunFailure = z.infer<typeof runFailureSchema>;

/** What is known of a run, as its runner keeps it on disk. */
export const runRecordSchema = z.object({
  state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  commit: commitSchema.optional(),
  stages: z.array(runStageSchema),
  failure: runFailureSchema.optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const NEW_RUN: RunRecord = { state: 'queued', stages: [] };

/** @returns whether nothing more will happen to the run */
export function isFinalRun({ state }: RunRecord): boolean {
  return state !== 'queued' && state !== 'running';
}

/** Where fetching the source and reading `pipeline.yaml` are told of. */
export const FIRST_STAGE = 'setup';

/** The stage that a failure belongs to which no stage has caused itself. */
export function currentStageOf(record: RunRecord): string {
  const current =
    record.stages.find(stage => stage.status === 'running') ??
    record.stages.find(stage => stage.status === 'pending') ??
    record.stages[0];
  return current?.name ?? FIRST_STAGE;
}

/** Ends what has not ended when the run does. */
export function endStages(
  stages: RunStage[],
  now: string,
  message: string,
): RunStage[] {
  return stages.map(stage => {
    switch (stage.status) {
      case 'running':
        return { ...stage, status: 'cancelled', endedAt: now, message };
      case 'pending':
        return { ...stage, status: 'skipped', message };
      default:
        return stage;
    }
  });
}
