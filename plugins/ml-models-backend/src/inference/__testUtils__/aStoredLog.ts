import { mockServices } from '@backstage/backend-test-utils';
import {
  Feedback,
  Inference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { DatabaseInferenceProfiler } from '../../performance/profile/DatabaseInferenceProfiler';
import { ModelKeys } from '../ModelKeys';
import { DatabaseInferenceLogStore } from '../store/DatabaseInferenceLogStore';

/** A log with these records in it. */
export async function aStoredLog(
  knex: Knex,
  inferences: Inference[],
  feedback: Feedback[] = [],
) {
  const modelKeys = new ModelKeys();
  const logger = mockServices.logger.mock();
  const store = new DatabaseInferenceLogStore({ knex, modelKeys, logger });
  const profiler = new DatabaseInferenceProfiler({
    knex,
    writers: ['boot'],
    nowMs: () => NOON_MS,
  });
  if (inferences.length + feedback.length > 0) {
    await store.write({ inferences, feedback }, profiler);
  }
  const { modelKey } = await modelKeys.findOrCreate(knex, FLIGHT_DELAY);
  return { modelKeys, model: { modelRef: FLIGHT_DELAY, modelKey }, store };
}
