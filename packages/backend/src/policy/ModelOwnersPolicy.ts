import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  environmentsRebuildPermission,
  modelPermissions,
  recordsReadPermission,
  unregisteredManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** To unregister what others own would take it from their pages. */
const DELETE_ENTITY = 'catalog.entity.delete';

const FOR_READERS: readonly string[] = [
  recordsReadPermission.name,
  DELETE_ENTITY,
];

/**
 * Everyone browses, and owners act. What a model was asked and answered is for its
 * owners, and for groups that answer for all models. They also unregister what has no
 * owner, and stop what serves without an entity. Operators rebuild environments.
 */
export class ModelOwnersPolicy implements PermissionPolicy {
  /** Refs of groups. */
  constructor(
    private readonly groups: { recordsReaders: string[]; operators: string[] },
  ) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    const { recordsReaders, operators } = this.groups;
    const isReader = claims.some(claim => recordsReaders.includes(claim));
    if (isPermission(permission, environmentsRebuildPermission)) {
      return {
        result: claims.some(claim => operators.includes(claim))
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      };
    }
    if (isPermission(permission, unregisteredManagePermission)) {
      return {
        result: isReader ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      };
    }
    if (!isForOwners(permission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (FOR_READERS.includes(permission.name) && isReader) {
      return { result: AuthorizeResult.ALLOW };
    }
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims }),
    );
  }
}

function isForOwners(
  permission: Permission,
): permission is ResourcePermission<'catalog-entity'> {
  return (
    isResourcePermission(permission, 'catalog-entity') &&
    (permission.name === DELETE_ENTITY ||
      modelPermissions.some(({ name }) => name === permission.name))
  );
}
