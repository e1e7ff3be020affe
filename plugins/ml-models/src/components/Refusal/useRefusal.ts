import { useApi } from '@backstage/core-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  describeRefusal,
  isAllowed,
  ModelPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery } from '@tanstack/react-query';
import { queryClientApiRef } from '../../api/queryClientApiRef';
import { EntityModel } from '../EntityModel/entityModel';
import { useEntityNames } from '../EntityNames/useEntityNames';

/** People move between teams by the day; the server asks anew with each call. */
const KNOWN_FOR_MS = 60_000;

export interface Permitted {
  /** Whether it is still being asked. */
  pending: boolean;
  /** Why not, and whom to ask; undefined: allowed, or the server will tell. */
  refusal: string | undefined;
}

/**
 * Asks in the cache of this plugin, and not by `usePermission`, whose cache is
 * everyone's; in menus of Backstage's, too, which no provider of ours is around.
 */
export function usePermitted(
  permission: ModelPermission,
  { modelRef, title, ownerRefs }: EntityModel,
): Permitted {
  const api = useApi(permissionApiRef);
  const owners = useEntityNames(ownerRefs);
  const { data, isPending } = useQuery(
    {
      queryKey: ['permission', permission.name, modelRef],
      queryFn: async () =>
        isAllowed(await api.authorize({ permission, resourceRef: modelRef })),
      staleTime: KNOWN_FOR_MS,
    },
    useApi(queryClientApiRef),
  );
  return {
    pending: isPending,
    refusal:
      data === false
        ? describeRefusal({ permission, model: title, owners })
        : undefined,
  };
}

/** @returns why one may not, once that is known: until then buttons stay as they are */
export function useRefusal(
  permission: ModelPermission,
  model: EntityModel,
): string | undefined {
  return usePermitted(permission, model).refusal;
}

/**
 * Of what is about no model of the catalog.
 *
 * @returns whether one may, once that is known: until then it is not offered
 */
export function useIsPermitted(permission: BasicPermission): boolean {
  const api = useApi(permissionApiRef);
  const { data } = useQuery(
    {
      queryKey: ['permission', permission.name],
      queryFn: async () => isAllowed(await api.authorize({ permission })),
      staleTime: KNOWN_FOR_MS,
    },
    useApi(queryClientApiRef),
  );
  return data === true;
}
