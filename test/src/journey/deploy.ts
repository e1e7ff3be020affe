import {
  Deployment,
  isFinalDeploymentStatus,
  operations,
  RequestDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';
import { Behaviour, TinyModel } from './publishTinyModel';

/** @returns the deployment once it has ended, however it did */
export async function awaitEnd(
  user: PortalUser,
  id: string,
): Promise<Deployment> {
  return waitFor(`deployment ${id} to end`, async () => {
    const deployment = await user.call(operations.getDeployment, {
      params: { id },
    });
    return isFinalDeploymentStatus(deployment.status) ? deployment : undefined;
  });
}

/** Asks for a deployment and waits for its end. */
export async function deploy(
  user: PortalUser,
  params: { namespace: string; name: string },
  body: Partial<RequestDeployment> = {},
): Promise<Deployment> {
  const { id } = await user.call(operations.requestDeployment, {
    params,
    body: { environment: 'production', ...body },
  });
  return awaitEnd(user, id);
}

/**
 * Pushes a behaviour.
 *
 * @returns the deployment that the push started by itself, once it has ended
 */
export async function awaitPush(
  user: PortalUser,
  model: TinyModel,
  behaviour: Behaviour,
): Promise<Deployment> {
  const commit = await model.push(behaviour);
  const { id } = await waitFor(`the deployment of ${commit}`, async () => {
    const { items } = await user.call(operations.listDeployments, {
      params: model.params,
    });
    return items.find(
      deployment =>
        deployment.trigger === 'push' && deployment.commit?.sha === commit,
    );
  });
  return awaitEnd(user, id);
}

/** @returns where the model answers in production */
export async function endpointOf(
  user: PortalUser,
  params: { namespace: string; name: string },
): Promise<string> {
  const status = await user.call(operations.getModelStatus, { params });
  const endpoint = status.environments.find(
    ({ name }) => name === 'production',
  )?.endpoint;
  if (!endpoint) {
    throw new Error(`${params.name} has no endpoint in production`);
  }
  return endpoint;
}
