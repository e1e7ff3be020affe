import { DatabaseDeploymentFinder } from '../deployments/DatabaseDeploymentFinder';
import { createInferenceRouter } from '../inference/createInferenceRouter';
import { ModelKeys } from '../inference/store/ModelKeys';
import { ProfileHistogram } from '../performance/read/ProfileHistogram';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** What people read of inference records. */
export function wireInferenceLog(
  { database, httpAuth, httpRouter, nowMs }: WiringContext,
  { readAccess }: WiredAccess,
  { modelKeys }: { modelKeys: ModelKeys },
) {
  httpRouter.use(
    createInferenceRouter({
      access: readAccess,
      deployments: new DatabaseDeploymentFinder(database),
      histogram: new ProfileHistogram({ knex: database, nowMs }),
      httpAuth,
      knex: database,
      modelKeys,
      nowMs,
    }),
  );
}
