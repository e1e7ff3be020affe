import { NotAllowedError } from '@backstage/errors';
import { DeploymentRow } from '../DeploymentRow';
import { isSameUser } from './isSameUser';

/** @throws NotAllowedError for whoever asked for the deployment, or may have */
export function assertSomebodyElse(row: DeploymentRow, by: string): void {
  const { id, requested_by: requestedBy } = row;
  const again = 'cancel it, deploy the version yourself, and ask another owner';
  if (requestedBy === null) {
    throw new NotAllowedError(
      `Nobody knows who asked for deployment ${id}, so it may have been you: ${again}`,
    );
  }
  if (isSameUser(requestedBy, by)) {
    throw new NotAllowedError(
      `You asked for deployment ${id} yourself: somebody else must decide over it. Ask another owner`,
    );
  }
}
