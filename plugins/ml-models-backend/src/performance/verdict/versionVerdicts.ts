import {
  VerdictState,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { JudgedSignals } from './describeVerdict';
import { findingSchema } from './Finding';
import { EnvironmentOfModel } from './readEnvironmentEvidence';
import { signalStateSchema } from './SignalState';
import { StoredVerdict } from './storedVerdicts';

const judgedSignalSchema = z.object({
  state: signalStateSchema,
  seen: verdictStateSchema,
  finding: findingSchema,
});

const judgedSignalsSchema: z.ZodType<JudgedSignals> = z.object({
  'error-rate': judgedSignalSchema,
  latency: judgedSignalSchema,
  'feature-drift': judgedSignalSchema,
  'prediction-drift': judgedSignalSchema,
  quality: judgedSignalSchema,
  completeness: judgedSignalSchema,
});

/** What is known of a version from the windows that were judged. */
export interface RememberedVersion {
  state: VerdictState;
  signals: JudgedSignals;
}

/** @returns what is remembered of an environment, by version */
export async function findRemembered(
  knex: Knex,
  { modelRef, environment }: EnvironmentOfModel,
): Promise<Map<number, RememberedVersion>> {
  const rows = await knex('version_verdicts')
    .where({ model_ref: modelRef, environment })
    .select<{ version: number; state: string; signals: string }[]>(
      'version',
      'state',
      'signals',
    );
  return new Map(
    rows.map(row => [
      row.version,
      {
        state: verdictStateSchema.parse(row.state),
        signals: judgedSignalsSchema.parse(JSON.parse(row.signals)),
      },
    ]),
  );
}

export interface JudgedVersion extends StoredVerdict {
  version: number;
  signals: JudgedSignals;
}

export async function saveVersionVerdict(
  trx: Knex.Transaction,
  { modelRef, environment, version, verdict, drift, signals }: JudgedVersion,
): Promise<void> {
  await trx('version_verdicts')
    .insert({
      model_ref: modelRef,
      environment,
      version,
      state: verdict.state,
      verdict: JSON.stringify(verdict),
      signals: JSON.stringify(signals),
      drifted: drift?.drifted ?? null,
      features: drift?.features ?? null,
    })
    .onConflict(['model_ref', 'environment', 'version'])
    .merge();
}
