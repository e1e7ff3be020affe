import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { aModelEntity } from './aModelEntity';
import { startMlModels } from './startMlModels';

const MODEL = '/models/default/flight-delay';

/** An owner who has not asked for the deployment. */
export const GRACE = 'user:default/grace';

/** Starts a whole backend, with a deployment that awaits approval. */
export async function startAwaitingApproval() {
  const backend = await startMlModels({
    entities: [aModelEntity({ spec: { riskTier: 'high' } })],
  });
  const { body } = await backend.call('post', `${MODEL}/deployments`, {
    environment: 'production',
  });
  const { id } = body;
  const getDeployment = async () =>
    (await backend.call('get', `/deployments/${id}`)).body;
  while ((await getDeployment()).status !== 'awaiting-approval') {
    await new Promise(resolve => setImmediate(resolve));
  }
  return {
    backend,
    id,
    getDeployment,
    /** @returns decides; by default Grace does, of the model that it is of */
    decideBy:
      (route: 'approval' | 'hold') =>
      (
        decision: object,
        authorization = mockCredentials.user.header(GRACE),
        model = MODEL,
      ): Promise<request.Response> =>
        backend.call(
          'post',
          `${model}/deployments/${id}/${route}`,
          decision,
          authorization,
        ),
  };
}
