import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  BasicPermission,
  createPermission,
  PermissionAttributes,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** What a caller may do with a model; rules of the catalog decide, e.g. `isEntityOwner`. */
export type ModelPermission = ResourcePermission<'catalog-entity'>;

/** Inputs, outputs and exceptions; counts and measures are for everyone. */
export const recordsReadPermission = aPermission('records.read', 'read');

export const recordsImportPermission = aPermission('records.import', 'create');

export const recordsDeletePermission = aPermission('records.delete', 'delete');

/** Request, retry and cancel deployments. */
export const deployPermission = aPermission('deploy', 'update');

/** Say yes or no to what others want to deploy; nobody approves their own. */
export const deployApprovePermission = aPermission('deploy.approve', 'update');

export const rollBackPermission = aPermission('roll-back', 'update');

/** Share requests out by hand among versions that were live before. */
export const trafficEditPermission = aPermission('traffic.edit', 'update');

export const tokensManagePermission = aPermission('tokens.manage', 'update');

/** With credentials of Backstage; pipelines elsewhere have a token for it. */
export const versionsRegisterPermission = aPermission(
  'versions.register',
  'create',
);

export const modelPermissions: ModelPermission[] = [
  recordsReadPermission,
  recordsImportPermission,
  recordsDeletePermission,
  deployPermission,
  deployApprovePermission,
  rollBackPermission,
  trafficEditPermission,
  tokensManagePermission,
  versionsRegisterPermission,
];

/** See and stop what serves without an entity: nobody owns it, and no rule fits. */
export const unregisteredManagePermission: BasicPermission = createPermission({
  name: 'ml-models.unregistered.manage',
  attributes: { action: 'update' },
});

/** Make everything anew that serves in an environment, whoever owns it. */
export const environmentsRebuildPermission: BasicPermission = createPermission({
  name: 'ml-models.environments.rebuild',
  attributes: { action: 'update' },
});

/** What calls of the HTTP API need that are about no entity of the catalog. */
export const portalPermissions: BasicPermission[] = [
  unregisteredManagePermission,
  environmentsRebuildPermission,
];

/** See what agents and templates may ask; what they see is for their caller to see. */
export const actionsReadPermission: BasicPermission = createPermission({
  name: 'ml-models.actions.read',
  attributes: { action: 'read' },
});

/** See what they may change; the model's own permission decides when they do. */
export const actionsChangePermission: BasicPermission = createPermission({
  name: 'ml-models.actions.change',
  attributes: { action: 'update' },
});

function aPermission(
  name: string,
  action: PermissionAttributes['action'],
): ModelPermission {
  return createPermission({
    name: `ml-models.${name}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
  });
}
