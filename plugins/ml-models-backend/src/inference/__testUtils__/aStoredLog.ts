import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseInferenceProfiler } from '../../performance/profile/DatabaseInferenceProfiler';
import { Feedback, Inference } from '../Inference';
import { InferenceWriter } from '../store/InferenceWriter';
import { ModelKeys } from '../store/ModelKeys';
import { FLIGHT_DELAY, NOON_MS } from './anInference';

/** A log with these records in it. */
export async function aStoredLog(
  knex: Knex,
  inferences: Inference[],
  feedback: Feedback[] = [],
) {
  const modelKeys = new ModelKeys();
  const log = new InferenceWriter({
    knex,
    modelKeys,
    logger: mockServices.logger.mock(),
    profiler: new DatabaseInferenceProfiler({
      writer: 'boot',
      nowMs: () => NOON_MS,
    }),
  });
  await log.submit({ inferences, feedback });
  const { modelKey } = await modelKeys.findOrCreate(knex, FLIGHT_DELAY);
  return { modelKeys, model: { modelRef: FLIGHT_DELAY, modelKey } };
}
