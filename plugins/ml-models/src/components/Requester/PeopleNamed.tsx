import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';

/** As the backend writes people and teams into a sentence. */
const PEOPLE = /((?:user|group):[\w.-]+\/[\w.-]*\w)/;

/** A sentence of the backend's, with people and teams by their names. */
export function PeopleNamed({ text }: { text: string }) {
  return (
    <>
      {text.split(PEOPLE).map((part, index) => (
        <Fragment key={index}>
          {PEOPLE.test(part) ? (
            <EntityDisplayName entityRef={part} hideIcon disableTooltip />
          ) : (
            part
          )}
        </Fragment>
      ))}
    </>
  );
}
