import { EntityRefLink } from '@backstage/plugin-catalog-react';

const PERSON_REF = /^(user|group):[^/]+\/.+$/;

/** Services of Backstage by their subject, in words that fit `by …`. */
const SERVICES: Record<string, string> = {
  'plugin:scaffolder': 'the portal',
  'plugin:ml-models': 'the portal',
};

/**
 * Who asked for something: a person of the catalog, or a service by its name.
 *
 * @param props - `by`: an entity ref, or the subject of a service
 */
export function Requester({ by }: { by: string }) {
  return PERSON_REF.test(by) ? (
    <EntityRefLink entityRef={by} underline="always" hideIcon disableTooltip />
  ) : (
    <>{SERVICES[by] ?? by}</>
  );
}
