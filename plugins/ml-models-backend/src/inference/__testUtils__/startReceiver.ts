import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { Knex } from 'knex';
import { AddressInfo } from 'net';
import { DatabaseInferenceProfiler } from '../../performance/profile/DatabaseInferenceProfiler';
import { createOtlpRouter } from '../createOtlpRouter';
import { ModelAdmission } from '../ModelAdmission';
import { ModelPolicy } from '../ModelPolicySource';
import { ReceptionGate } from '../ReceptionGate';
import { InferenceWriter } from '../store/InferenceWriter';
import { ModelKeys } from '../store/ModelKeys';
import { FLIGHT_DELAY } from './anInference';

export const INGEST_TOKEN = 'good-for-flight-models';

export interface ReceiverOptions {
  knex: Knex;
  nowMs(): number;
  policy?: Partial<ModelPolicy>;
  /** Asked before each policy is given; throws where none is to be had. */
  beforePolicy?(): void;
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
    knex,
    modelKeys,
    logger,
    profiler: new DatabaseInferenceProfiler({ writer: 'boot', nowMs }),
  });
  const app = express().use(
    '/api/ml-models',
    createOtlpRouter({
      logger,
      nowMs,
      authoriser: {
        authorise: async secret =>
          secret === INGEST_TOKEN
            ? { covers: async modelRef => modelRef.includes('/flight-') }
            : undefined,
      },
      admission: new ModelAdmission({
        knex,
        modelKeys,
        policies: { find: async modelRef => findPolicy(modelRef, options) },
      }),
      versions: { resolve: async (_, label) => (label === 'v-one' ? 1 : 2) },
      gate: new ReceptionGate(
        options.assertRoom ?? (() => writer.assertRoom()),
      ),
      submit: async submission => {
        options.beforeWrite?.();
        await writer.submit(submission);
      },
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>(resolve => {
    server.once('listening', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(
      server.address(),
    )}/api/ml-models/otlp/v1/logs`,
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
        environments: ['staging', 'production'],
        ...policy,
      }
    : undefined;
}
