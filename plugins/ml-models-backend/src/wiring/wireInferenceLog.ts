import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { DatabaseDeploymentFinder } from '../deployments/DatabaseDeploymentFinder';
import { createInferenceRouter } from '../inference/createInferenceRouter';
import { ModelKeys } from '../inference/ModelKeys';
import { createSubjectRouter } from '../inference/subjects/createSubjectRouter';
import { ProfileHistogram } from '../performance/read/ProfileHistogram';
import { DatabaseDeclaredValues } from '../versions/DatabaseDeclaredValues';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** What people read of inference records, and have deleted. */
export function wireInferenceLog(
  { auditor, database, httpRouter, nowMs }: WiringContext,
  { callers, policies, readAccess }: WiredAccess,
  { modelKeys, store }: { modelKeys: ModelKeys; store: InferenceLogStore },
) {
  httpRouter.use(
    createInferenceRouter({
      access: readAccess,
      declared: new DatabaseDeclaredValues(database),
      deployments: new DatabaseDeploymentFinder(database),
      histogram: new ProfileHistogram({ knex: database, nowMs }),
      callers,
      nowMs,
      policies,
      store,
    }),
  );
  httpRouter.use(
    createSubjectRouter({
      access: readAccess,
      auditor,
      callers,
      knex: database,
      modelKeys,
      store,
    }),
  );
}
