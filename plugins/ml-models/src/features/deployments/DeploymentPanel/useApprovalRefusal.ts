import {
  Deployment,
  deployApprovePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useIdentity } from '../../../api/useIdentity';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { useEntityNames } from '../../../components/EntityNames/useEntityNames';
import { useRefusal } from '../../../components/Refusal/useRefusal';

/** @returns why the viewer may not decide over a deployment, and whom to ask */
export function useApprovalRefusal({
  requestedBy,
}: Deployment): string | undefined {
  const model = useEntityModel();
  const refusal = useRefusal(deployApprovePermission, model);
  const owners = useEntityNames(model.ownerRefs);
  const viewer = useIdentity()?.userEntityRef;
  if (viewer !== undefined && viewer === requestedBy) {
    return `You asked for it yourself, so somebody else must approve it: ask another owner${
      owners.length > 0 ? ` in ${owners.join(' or ')}` : ''
    }.`;
  }
  return refusal;
}
