import {
  humanizeEntityRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { useCellStyles } from './useCellStyles';

/** Whose it is, in letters so small that a team's name of four words takes two lines. */
export function OwnerCell({ model }: { model: ModelSummary }) {
  const classes = useCellStyles();
  const entityPath = useEntityRefLink();
  if (!model.owner) {
    return <div className={classes.small}>No owner</div>;
  }
  const name =
    model.ownerTitle ??
    humanizeEntityRef(parseEntityRef(model.owner), { defaultKind: 'group' });
  if (!model.ownerExists) {
    return (
      <div className={clsx(classes.wrapped, classes.small)}>
        <div className={classes.plain}>{name}</div>
        Not in the catalog
      </div>
    );
  }
  return (
    <div className={clsx(classes.wrapped, classes.small)}>
      <Link to={entityPath(model.owner)}>{name}</Link>
    </div>
  );
}
