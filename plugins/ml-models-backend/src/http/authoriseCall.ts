import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  neededPermission,
  Operation,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { CallerAccess, CallerCredentials } from './CallerAccess';

/**
 * Lets a call pass that needs nothing beyond seeing the model, or whose caller has
 * the permission that its operation needs.
 *
 * @throws NotFoundError, NotAllowedError
 */
export async function authoriseCall(
  callers: CallerAccess,
  call: {
    operation: Operation;
    credentials: CallerCredentials;
    query?: unknown;
    body?: unknown;
    getModelRef: () => Promise<string>;
  },
): Promise<void> {
  const permission = neededPermission(call.operation, {
    query: call.query,
    body: call.body,
  });
  if (!permission) {
    return;
  }
  const { credentials } = call;
  if (isResourcePermission(permission)) {
    const modelRef = await call.getModelRef();
    await callers.assertAllowed({ permission, modelRef, credentials });
  } else {
    await callers.assertAllowedInPortal(permission, credentials);
  }
}
