import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { ModelKeys } from '../inference/ModelKeys';
import { DatabaseInferenceLogStore } from '../inference/store/DatabaseInferenceLogStore';
import { schedulePartitions } from '../inference/store/schedulePartitions';
import { WiringContext } from './WiringContext';

/** Where inference records are kept: with a module, or in the plugin's database. */
export async function wireInferenceStore(
  { adapters, database, logger, nowMs, scheduler }: WiringContext,
  { modelKeys }: { modelKeys: ModelKeys },
): Promise<InferenceLogStore> {
  if (adapters.inferenceLogStore) {
    return adapters.inferenceLogStore;
  }
  await schedulePartitions({ knex: database, nowMs, scheduler });
  return new DatabaseInferenceLogStore({ knex: database, logger, modelKeys });
}
