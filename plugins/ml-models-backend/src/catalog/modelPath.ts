import { parseEntityRef } from '@backstage/catalog-model';

/** @returns where a model is shown, below the portal's address */
export function modelPath(modelRef: string): string {
  const { kind, namespace, name } = parseEntityRef(modelRef);
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
