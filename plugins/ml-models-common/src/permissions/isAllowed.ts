import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** @returns whether the permission framework said yes */
export function isAllowed({ result }: { result: AuthorizeResult }): boolean {
  return result === AuthorizeResult.ALLOW;
}
