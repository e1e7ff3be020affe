import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  deployApprovePermission,
  deployPermission,
  environmentsRebuildPermission,
  ModelPermission,
  recordsDeletePermission,
  recordsImportPermission,
  recordsReadPermission,
  rollBackPermission,
  tokensManagePermission,
  trafficEditPermission,
  unregisteredManagePermission,
  versionsRegisterPermission,
} from './modelPermissions';

const ACTS: Record<string, (model: string) => string> = {
  [recordsReadPermission.name]: model => `read the records of ${model}`,
  [recordsImportPermission.name]: model => `import records of ${model}`,
  [recordsDeletePermission.name]: model => `delete records of ${model}`,
  [deployPermission.name]: model => `deploy ${model}`,
  [deployApprovePermission.name]: model => `approve deployments of ${model}`,
  [rollBackPermission.name]: model => `roll ${model} back`,
  [trafficEditPermission.name]: model => `edit the traffic of ${model}`,
  [tokensManagePermission.name]: model => `manage the tokens of ${model}`,
  [versionsRegisterPermission.name]: model => `register versions of ${model}`,
};

/**
 * A policy is a program, so that nobody can tell whom else it lets in: owners
 * answer for the model, and know.
 *
 * @param refused - `model` and `owners` as their reader knows them
 * @returns what may not be done, and whom to ask
 */
export function describeRefusal(refused: {
  permission: ModelPermission;
  model: string;
  owners: string[];
}): string {
  const { permission, model, owners } = refused;
  const who =
    owners.length > 0
      ? `Its owners can: ask ${owners.join(' or ')}`
      : 'Nobody owns it: ask whoever runs the portal';
  return `You may not ${ACTS[permission.name](model)}. ${who}.`;
}

const PORTAL_ACTS: Record<string, string> = {
  [unregisteredManagePermission.name]:
    'see or stop models that are not in the catalog',
  [environmentsRebuildPermission.name]: 'rebuild a whole environment',
};

/** @returns what may not be done that is about no model of the catalog, and whom to ask */
export function describePortalRefusal(permission: BasicPermission): string {
  return `You may not ${
    PORTAL_ACTS[permission.name]
  }. Ask whoever runs the portal.`;
}
