import { EntityRefLink } from '@backstage/plugin-catalog-react';

const PERSON_REF = /^(user|group):[^/]+\/.+$/;

/**
 * Who asked for something: a person of the catalog, or a service by its name.
 *
 * @param props - `by`: an entity ref, or the name of a service
 */
export function Requester({ by }: { by: string }) {
  return PERSON_REF.test(by) ? (
    <EntityRefLink entityRef={by} hideIcon disableTooltip />
  ) : (
    <>{by}</>
  );
}
