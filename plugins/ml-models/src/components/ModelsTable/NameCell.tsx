import { Link } from '@backstage/core-components';
import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { useModelPath } from '../useModelPath/useModelPath';
import { OwnerCell } from './OwnerCell';
import { useCellStyles } from './useCellStyles';

export interface NameCellProps {
  model: ModelSummary;
  /** The owner below the name, which may take two lines, in place of the task. */
  withOwner?: boolean;
}

export function NameCell({ model, withOwner }: NameCellProps) {
  const classes = useCellStyles();
  const modelPath = useModelPath();
  return (
    <>
      <Link
        to={modelPath(model.modelRef)}
        className={withOwner ? classes.wrapped : classes.line}
        title={[model.title, model.description].filter(Boolean).join('\n')}
      >
        {model.title}
      </Link>
      {withOwner ? (
        <OwnerCell model={model} />
      ) : (
        <span className={clsx(classes.line, classes.small)}>{model.task}</span>
      )}
    </>
  );
}
