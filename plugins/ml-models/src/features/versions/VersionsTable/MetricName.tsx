import { Fragment } from 'react';

/** The name of a metric, which may take several lines: it breaks between its words. */
export function MetricName({ name }: { name: string }) {
  return (
    <>
      {name.split(/(?<=[_\-./])/).map((word, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </>
  );
}
