import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * Whether two names may be of one person. Services and source hosts name people as
 * they like: in other letter case, or without `user:default/`.
 */
export function isSameUser(one: string, other: string): boolean {
  return canonical(one) === canonical(other);
}

function canonical(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind: 'user', defaultNamespace: 'default' }),
  );
}
