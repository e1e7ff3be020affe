import { parseEntityRef } from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryClientApiRef } from '../../api/queryClientApiRef';

const AS_OWNER = { defaultKind: 'group' };

/** Titles change by the week; what asks for them is on every page. */
const KNOWN_FOR_MS = 300_000;

/**
 * For sentences, where no link fits.
 *
 * @returns the titles of owners in their order, as all of Backstage shows them; of
 *   one that is not known, or not yet, what tells its ref from others
 */
export function useEntityNames(refs: readonly string[]): string[] {
  const api = useApiHolder().get(entityPresentationApiRef);
  const { data } = useQuery(
    {
      queryKey: ['entity names', refs],
      queryFn: () => Promise.all(refs.map(ref => nameOf(ref, api))),
      enabled: refs.length > 0,
      staleTime: KNOWN_FOR_MS,
    },
    useApi(queryClientApiRef),
  );
  return data ?? refs.map(shortRefOf);
}

async function nameOf(
  ref: string,
  api: EntityPresentationApi | undefined,
): Promise<string> {
  const presentation = await api?.forEntity(ref, AS_OWNER).promise;
  return presentation?.primaryTitle ?? shortRefOf(ref);
}

function shortRefOf(ref: string): string {
  return humanizeEntityRef(parseEntityRef(ref), AS_OWNER);
}
