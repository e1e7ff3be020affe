import {
  BackstageUserIdentity,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Who looks at the page; undefined until that is known. */
export function useIdentity(): BackstageUserIdentity | undefined {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['ml-models', 'identity'],
    queryFn: () => identityApi.getBackstageIdentity(),
    staleTime: Infinity,
  }).data;
}
