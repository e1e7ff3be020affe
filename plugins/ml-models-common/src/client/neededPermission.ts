import { ModelPermission } from '../permissions/modelPermissions';
import { Operation } from './operation';

/** @returns what a call needs at the model, besides seeing it */
export function neededPermission(
  operation: Operation,
  call: { query: unknown; body: unknown },
): ModelPermission | null {
  const { permission, permissionWhen } = operation;
  return permissionWhen?.applies(call) ? permissionWhen.permission : permission;
}
