import { NotFoundError } from '@backstage/errors';
import { DeploymentRow } from '../DeploymentRow';

/**
 * Who may decide at one model must not decide at another through it.
 *
 * @throws NotFoundError
 */
export function assertOfModel(row: DeploymentRow, modelRef: string): void {
  if (row.model_ref !== modelRef) {
    throw new NotFoundError(
      `${modelRef} has no deployment '${row.id}': list its deployments`,
    );
  }
}
