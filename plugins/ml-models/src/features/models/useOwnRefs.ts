import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

const NONE: readonly string[] = [];

/** The viewer and the groups the viewer is in; empty until they are known. */
export function useOwnRefs(): readonly string[] {
  const identityApi = useApi(identityApiRef);
  const identity = useQuery({
    queryKey: ['ml-models', 'own-refs'],
    queryFn: () => identityApi.getBackstageIdentity(),
    staleTime: Infinity,
  });
  return identity.data?.ownershipEntityRefs ?? NONE;
}
