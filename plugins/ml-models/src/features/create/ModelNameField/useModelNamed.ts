import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { findModelNamed } from '../findModelNamed';

/** Longer than between two keys of who types, too short to be waited for. */
const SETTLED_MS = 300;

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

/** @returns what stays the same for a moment */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
