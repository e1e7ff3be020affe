import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { EnvironmentCell } from './EnvironmentCell';
import { ShelfCell } from './MeasureCells';
import { useCellStyles } from './useCellStyles';

/** Where a model is live, all environments in one cell, and whether anyone uses it. */
export function LiveCell({ model }: { model: ModelSummary }) {
  const classes = useCellStyles();
  const used = model.environments.filter(
    ({ liveVersion, activeDeployment }) =>
      liveVersion !== undefined || activeDeployment,
  );
  return (
    <>
      {used.map(({ name }) => (
        <div key={name} className={classes.line}>
          {name} <EnvironmentCell model={model} environment={name} />
        </div>
      ))}
      {used.length === 0 && <span className={classes.none}>Nowhere</span>}
      {model.onShelf && (
        <span className={clsx(classes.line, classes.small)}>
          On the shelf <ShelfCell model={model} />
        </span>
      )}
    </>
  );
}
