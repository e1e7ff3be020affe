import { parseEntityRef } from '@backstage/catalog-model';

/** @returns where a deployment is shown, below the portal's address */
export function deploymentLink({
  modelRef,
  deploymentId,
}: {
  modelRef: string;
  deploymentId: string;
}): string {
  const { kind, namespace, name } = parseEntityRef(modelRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const id = encodeURIComponent(deploymentId);
  return `/catalog/${path}/versions?deployment=${id}`;
}
