import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Deployment,
  DeploymentTrigger,
  ModelPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { audited } from '../http/audited';
import { callerRefOf } from '../http/callerRefOf';
import { DeployingContext } from './ActionsContext';
import { callerOf } from './callerOf';

export interface AskedByAction {
  modelRef: string;
  permission: ModelPermission;
  credentials: BackstageCredentials;
  environment: string;
  version?: number;
  commit?: string;
  trigger: DeploymentTrigger;
  idempotencyKey?: string;
}

/**
 * Asks for a deployment as the HTTP API does: the same permission, the same trace.
 *
 * @throws NotFoundError, NotAllowedError, InputError
 */
export async function requestByAction(
  context: DeployingContext,
  asked: AskedByAction,
): Promise<Deployment> {
  const { auditor, auth, callers, catalog, deployments } = context;
  const { permission, credentials, ...request } = asked;
  const caller = callerOf(auth, credentials);
  const { modelRef, environment, version, commit, trigger } = request;
  await callers.assertAllowed({ permission, modelRef, credentials: caller });
  const model = await catalog.getModel(modelRef, caller);
  const requestedBy = callerRefOf(caller);
  const meta = { modelRef, environment, version, commit, trigger, requestedBy };
  return audited(
    auditor,
    { eventId: 'deployment-request', meta: { ...meta, by: 'action' } },
    () => deployments.request({ ...request, model, requestedBy }),
    ({ id }) => ({ id }),
  );
}
