import { modelPath } from '../catalog/modelPath';

/** @returns where a deployment is shown, below the portal's address */
export function deploymentLink({
  modelRef,
  deploymentId,
}: {
  modelRef: string;
  deploymentId: string;
}): string {
  const id = encodeURIComponent(deploymentId);
  return `${modelPath(modelRef)}/versions?deployment=${id}`;
}
