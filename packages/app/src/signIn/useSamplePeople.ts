import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

export interface SamplePerson {
  /** Entity ref. */
  ref: string;
  name: string;
  /** What the person is to models, e.g. `Engineer`. */
  role: string;
  about: string;
}

/** @returns whom the backend signs in, in the order of the configuration */
export function useSamplePeople(): SamplePerson[] {
  const config = useApi(configApiRef);
  return useMemo(
    () =>
      (
        config.getOptionalConfigArray('auth.providers.samplePeople.people') ??
        []
      ).map(person => ({
        ref: person.getString('ref'),
        name: person.getString('name'),
        role: person.getString('role'),
        about: person.getString('about'),
      })),
    [config],
  );
}
