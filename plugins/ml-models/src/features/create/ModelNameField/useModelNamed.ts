import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { findModelNamed } from '../findModelNamed';
import { useSettled } from './useSettled';

/** @returns the model that has the name already, as soon as that is known */
export function useModelNamed(name: string): Entity | undefined {
  const catalog = useApi(catalogApiRef);
  const settled = useSettled(name);
  const { data } = useQuery({
    queryKey: ['ml-models', 'model named', settled],
    queryFn: async () => (await findModelNamed(settled, catalog)) ?? null,
    enabled: settled !== '',
  });
  return settled === name ? data ?? undefined : undefined;
}
