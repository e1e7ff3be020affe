import { useIdentity } from '../../api/useIdentity';

const NONE: readonly string[] = [];

/** The viewer and the groups the viewer is in; empty until they are known. */
export function useOwnRefs(): readonly string[] {
  return useIdentity()?.ownershipEntityRefs ?? NONE;
}
