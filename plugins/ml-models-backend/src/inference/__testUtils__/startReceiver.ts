import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { InferenceBatch } from '@noshelfware/backstage-plugin-ml-models-node';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import express from 'express';
import { Knex } from 'knex';
import { AddressInfo } from 'net';
import { openCallers } from '../../__testUtils__/openCallers';
import { DatabaseInferenceProfiler } from '../../performance/profile/DatabaseInferenceProfiler';
import { createOtlpRouter } from '../createOtlpRouter';
import { createImportRouter } from '../imports/createImportRouter';
import { ModelAdmission } from '../ModelAdmission';
import { ModelPolicy, ModelPolicySource } from '../ModelPolicySource';
import { KnownModels } from '../notes/KnownModels';
import { RegisteredPolicies } from '../RegisteredPolicies';
import { ReceptionGate } from '../ReceptionGate';
import { createRecordsRouter } from '../records/createRecordsRouter';
import { InferenceWriter } from '../InferenceWriter';
import { ModelKeys } from '../ModelKeys';
import { DatabaseInferenceLogStore } from '../store/DatabaseInferenceLogStore';
import { VersionResolver } from '../VersionResolver';

export const INGEST_TOKEN = 'good-for-flight-models';

export interface ReceiverOptions {
  knex: Knex;
  nowMs(): number;
  policy?: Partial<ModelPolicy>;
  /** Default: gives that policy. */
  policies?: ModelPolicySource;
  /** Default: no version was registered. */
  registered?: RegisteredPolicies;
  /** Default: knows `v-one` as version 1, and all others as version 2. */
  versions?: VersionResolver;
  /** Asked before each policy is given; throws where none is to be had. */
  beforePolicy?(): void;
  /** Default: knows all versions, production and staging, and no outcomes. */
  known?: Partial<KnownModels>;
  assertRoom?(): void;
  /** Runs before anything is written. */
  beforeWrite?(): void;
}

/**
 * The receiver on a port of its own. Its token covers flight-delay and
 * flight-ghost; of these only flight-delay is in the catalog.
 */
export async function startReceiver(options: ReceiverOptions) {
  const { knex, nowMs } = options;
  const modelKeys = new ModelKeys();
  const logger = mockServices.logger.mock();
  const writer = new InferenceWriter({
    store: new DatabaseInferenceLogStore({ knex, modelKeys, logger }),
    profiler: new DatabaseInferenceProfiler({ knex, writers: ['boot'], nowMs }),
  });
  const reception = {
    logger,
    nowMs,
    authoriser: {
      authorise: async (secret: string) =>
        secret === INGEST_TOKEN
          ? {
              sender: 'token:1',
              covers: async (modelRef: string) => modelRef.includes('/flight-'),
            }
          : undefined,
    },
    admission: new ModelAdmission({
      knex,
      modelKeys,
      registered: options.registered ?? {
        find: async () => undefined,
        listInUse: async () => [],
      },
      policies: options.policies ?? {
        find: async modelRef => findPolicy(modelRef, options),
      },
    }),
    versions: options.versions ?? {
      resolve: async (_: string, label: string) => (label === 'v-one' ? 1 : 2),
    },
    gate: new ReceptionGate(options.assertRoom ?? (() => writer.assertRoom())),
    submit: async (batch: InferenceBatch) => {
      options.beforeWrite?.();
      return writer.submit(batch);
    },
  };
  const known: KnownModels = {
    listEnvironments: async () => ['production', 'staging'],
    listDeclaredEnvironments: async () => [],
    findVersions: async (_, serviceVersions) => ({
      registered: [...serviceVersions],
    }),
    findOutcomes: async () => undefined,
    ...options.known,
  };
  const app = express().use(
    '/api/ml-models',
    createOtlpRouter(reception),
    createRecordsRouter({ ...reception, known }),
    createImportRouter({
      ...reception,
      known,
      access: { assertReadable: async (_, modelRef) => assertKnown(modelRef) },
      auditor: mockServices.auditor.mock(),
      callers: openCallers({
        httpAuth: mockServices.httpAuth({
          defaultCredentials: mockCredentials.none(),
        }),
      }),
      wait: async () => {},
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  // After a stall it would hang up on the request that comes next.
  server.keepAliveTimeout = 0;
  await new Promise<void>(resolve => {
    server.once('listening', resolve);
  });
  const base = `http://127.0.0.1:${portOf(server.address())}/api/ml-models`;
  return {
    url: `${base}/otlp/v1/logs`,
    recordsUrl: `${base}/records`,
    importsUrl: `${base}/models/default/flight-delay/imports`,
    logger,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error(`The receiver has no port: ${address}`);
  }
  return address.port;
}

function findPolicy(
  modelRef: string,
  { beforePolicy, policy }: ReceiverOptions,
): ModelPolicy | undefined {
  beforePolicy?.();
  return modelRef === FLIGHT_DELAY
    ? {
        retentionDays: 30,
        sample: 1,
        redact: [],
        ...policy,
      }
    : undefined;
}

function assertKnown(modelRef: string): void {
  if (modelRef !== FLIGHT_DELAY) {
    throw new NotFoundError(`There is no model ${modelRef}`);
  }
}
