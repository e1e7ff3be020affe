import {
  InferenceBatch,
  InferenceLogStore,
  InferenceProfiler,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { setTimeout } from 'node:timers/promises';
import { createOtlpRouter, OTLP_PATH } from '../inference/createOtlpRouter';
import {
  createImportRouter,
  IMPORTS_PATH,
} from '../inference/imports/createImportRouter';
import { LastRetention } from '../inference/LastRetention';
import { scheduleInferenceTasks } from '../inference/inferenceTasks';
import { ModelAdmission } from '../inference/ModelAdmission';
import {
  createRecordsRouter,
  RECORDS_PATH,
} from '../inference/records/createRecordsRouter';
import { ReceptionGate } from '../inference/ReceptionGate';
import { InferenceWriter } from '../inference/InferenceWriter';
import { ModelKeys } from '../inference/ModelKeys';
import { RegisteredPolicies } from '../inference/RegisteredPolicies';
import { DatabaseVersionResolver } from '../versions/DatabaseVersionResolver';
import { WiredAccess } from './wireAccess';
import { wireKnownModels } from './wireKnownModels';
import { WiringContext } from './WiringContext';

/** Two share the log well enough; live records come in beside them. */
const IMPORTS_AT_ONCE_MAX = 2;

/** Inference records: receive, store, keep in order. */
export async function wireInference(
  context: WiringContext,
  { callers, ingest, policies, readAccess }: WiredAccess,
  seams: {
    modelKeys: ModelKeys;
    profiler: InferenceProfiler;
    registered: RegisteredPolicies;
    store: InferenceLogStore;
  },
) {
  const { database, httpRouter, logger, now, nowMs, scheduler } = context;
  const { modelKeys, profiler, registered, store } = seams;
  const writer = new InferenceWriter({
    profiler,
    store,
  });
  const reception = {
    admission: new ModelAdmission({
      knex: database,
      modelKeys,
      policies,
      registered,
    }),
    authoriser: ingest,
    gate: new ReceptionGate(() => writer.assertRoom()),
    logger,
    nowMs,
    submit: (batch: InferenceBatch) => writer.submit(batch),
    versions: new DatabaseVersionResolver({ database, now }),
  };
  const known = wireKnownModels(database, policies);
  httpRouter.addAuthPolicy({ path: OTLP_PATH, allow: 'unauthenticated' });
  httpRouter.use(createOtlpRouter(reception));
  httpRouter.addAuthPolicy({ path: RECORDS_PATH, allow: 'unauthenticated' });
  httpRouter.use(createRecordsRouter({ ...reception, known }));
  httpRouter.addAuthPolicy({ path: IMPORTS_PATH, allow: 'unauthenticated' });
  httpRouter.use(
    createImportRouter({
      ...reception,
      access: readAccess,
      auditor: context.auditor,
      callers,
      known,
      gate: new ReceptionGate(() => {}, IMPORTS_AT_ONCE_MAX),
      wait: setTimeout,
    }),
  );
  await scheduleInferenceTasks({
    nowMs,
    profiler,
    retention: new LastRetention({ knex: database, policies }),
    scheduler,
    store,
  });
}
