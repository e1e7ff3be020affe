import { Link } from '@backstage/core-components';
import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { useModelPath } from '../useModelPath/useModelPath';
import { useCellStyles } from './useCellStyles';

export function NameCell({ model }: { model: ModelSummary }) {
  const classes = useCellStyles();
  const modelPath = useModelPath();
  return (
    <>
      <Link
        to={modelPath(model.modelRef)}
        className={classes.line}
        title={model.description}
      >
        {model.title}
      </Link>
      <span className={clsx(classes.line, classes.small)}>{model.task}</span>
    </>
  );
}
