import { BasicPermission } from '@backstage/plugin-permission-common';
import { ModelPermission } from '../permissions/modelPermissions';
import { Operation } from './operation';

/** @returns what a call needs besides seeing the model; at the model, or basic */
export function neededPermission(
  operation: Operation,
  call: { query: unknown; body: unknown },
): ModelPermission | BasicPermission | null {
  const { permission, permissionWhen } = operation;
  return permissionWhen?.applies(call) ? permissionWhen.permission : permission;
}
