import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  ModelPermission,
  modelPermissions,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * Everyone browses, and owners act. What a model was asked and answered is for its
 * owners, and for groups that answer for all models.
 */
export class ModelOwnersPolicy implements PermissionPolicy {
  /** @param recordsReaders - refs of these groups */
  constructor(private readonly recordsReaders: string[]) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!isModelPermission(permission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (
      permission.name === recordsReadPermission.name &&
      claims.some(claim => this.recordsReaders.includes(claim))
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims }),
    );
  }
}

function isModelPermission(
  permission: Permission,
): permission is ModelPermission {
  return modelPermissions.some(({ name }) => name === permission.name);
}
