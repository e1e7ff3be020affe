import { createOtlpRouter, OTLP_PATH } from '../inference/createOtlpRouter';
import {
  createImportRouter,
  IMPORTS_PATH,
} from '../inference/imports/createImportRouter';
import { scheduleInferenceTasks } from '../inference/inferenceTasks';
import { InferenceProfiler } from '../inference/InferenceProfiler';
import { ModelAdmission } from '../inference/ModelAdmission';
import {
  createRecordsRouter,
  RECORDS_PATH,
} from '../inference/records/createRecordsRouter';
import { ReceptionGate } from '../inference/ReceptionGate';
import { InferenceWriter } from '../inference/store/InferenceWriter';
import { ModelKeys } from '../inference/store/ModelKeys';
import { Submission } from '../inference/store/writeSubmission';
import { DatabaseVersionResolver } from '../versions/DatabaseVersionResolver';
import { setTimeout } from 'node:timers/promises';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** Two share the log well enough; live records come in beside them. */
const IMPORTS_AT_ONCE_MAX = 2;

/** Inference records: receive, store, keep in order. */
export async function wireInference(
  context: WiringContext,
  { ingest, policies, readAccess }: WiredAccess,
  seams: { modelKeys: ModelKeys; profiler: InferenceProfiler },
) {
  const { database, httpRouter, logger, now, nowMs, scheduler } = context;
  const { modelKeys, profiler } = seams;
  const writer = new InferenceWriter({
    knex: database,
    logger,
    modelKeys,
    profiler,
  });
  const reception = {
    admission: new ModelAdmission({ knex: database, modelKeys, policies }),
    authoriser: ingest,
    gate: new ReceptionGate(() => writer.assertRoom()),
    logger,
    nowMs,
    submit: (submission: Submission) => writer.submit(submission),
    versions: new DatabaseVersionResolver({ database, now }),
  };
  httpRouter.addAuthPolicy({ path: OTLP_PATH, allow: 'unauthenticated' });
  httpRouter.use(createOtlpRouter(reception));
  httpRouter.addAuthPolicy({ path: RECORDS_PATH, allow: 'unauthenticated' });
  httpRouter.use(createRecordsRouter(reception));
  httpRouter.addAuthPolicy({ path: IMPORTS_PATH, allow: 'unauthenticated' });
  httpRouter.use(
    createImportRouter({
      ...reception,
      access: readAccess,
      auditor: context.auditor,
      gate: new ReceptionGate(() => {}, IMPORTS_AT_ONCE_MAX),
      httpAuth: context.httpAuth,
      wait: setTimeout,
    }),
  );
  await scheduleInferenceTasks({
    knex: database,
    nowMs,
    policies,
    profiler,
    scheduler,
  });
}
