import {
  humanizeEntityRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { useCellStyles } from './useCellStyles';

export function OwnerCell({ model }: { model: ModelSummary }) {
  const classes = useCellStyles();
  const entityPath = useEntityRefLink();
  if (!model.owner) {
    return <span className={classes.none}>No owner</span>;
  }
  const name =
    model.ownerTitle ??
    humanizeEntityRef(parseEntityRef(model.owner), { defaultKind: 'group' });
  if (!model.ownerExists) {
    return (
      <>
        <span className={classes.line} title={name}>
          {name}
        </span>
        <span className={clsx(classes.line, classes.small)}>
          Not in the catalog
        </span>
      </>
    );
  }
  return (
    <Link
      to={entityPath(model.owner)}
      className={classes.twoLines}
      title={name}
    >
      {name}
    </Link>
  );
}
