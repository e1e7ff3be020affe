import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { DependencyChange } from './compareDependencies';

/** As many as most updates change. */
const FIRST_SHOWN = 12;

export interface DependencyChangesProps {
  changes: readonly DependencyChange[];
}

/** What is installed otherwise: changed, new and gone packages. */
export function DependencyChanges({ changes }: DependencyChangesProps) {
  const [all, setAll] = useState(false);
  if (changes.length === 0) {
    return <>The same</>;
  }
  const shown = all ? changes : changes.slice(0, FIRST_SHOWN);
  const hidden = changes.length - shown.length;
  return (
    <>
      {shown.map(change => (
        <div key={change.name}>{describe(change)}</div>
      ))}
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCountOf(hidden, 'more change')}
        </Button>
      )}
    </>
  );
}

function describe({ name, was, is }: DependencyChange): string {
  if (was === undefined) {
    return `${name} ${is} is new`;
  }
  return is === undefined
    ? `${name} ${was} is gone`
    : `${name} was ${was} and is ${is}`;
}
