import { useEntityRefLink } from '@backstage/plugin-catalog-react';

/** The tabs of a model's page by the path they stand at. */
export type ModelTab = 'versions' | 'logs' | 'performance';

/** @returns gives the path of a model's page, or of one of its tabs */
export function useModelPath(): (modelRef: string, tab?: ModelTab) => string {
  const entityPath = useEntityRefLink();
  return (modelRef, tab) =>
    tab ? `${entityPath(modelRef)}/${tab}` : entityPath(modelRef);
}
