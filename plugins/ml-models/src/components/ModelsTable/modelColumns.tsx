import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode } from 'react';
import {
  DeployedCell,
  DriftCell,
  ShelfCell,
  TrafficCell,
} from './MeasureCells';
import { EnvironmentCell } from './EnvironmentCell';
import { NameCell } from './NameCell';
import { OwnerCell } from './OwnerCell';
import { SortableColumn } from './modelsTableView';
import { VerdictCell } from './VerdictCell';

export interface ModelColumn extends SortableColumn {
  id: string;
  title: string;
  render: (model: ModelSummary) => ReactNode;
}

const VERDICT_COLUMN: ModelColumn = {
  id: 'verdict',
  title: 'Verdict',
  sort: 'verdict',
  render: model => <VerdictCell verdict={model.verdict} />,
};

const MEASURE_COLUMNS: ModelColumn[] = [
  {
    id: 'drift',
    title: 'Drift',
    sort: 'drift',
    firstDirection: 'desc',
    render: model => <DriftCell model={model} />,
  },
  {
    id: 'traffic',
    title: '7 days',
    sort: 'traffic',
    firstDirection: 'desc',
    render: model => <TrafficCell model={model} />,
  },
  {
    id: 'deployed',
    title: 'Deployed',
    sort: 'deployed',
    firstDirection: 'desc',
    render: model => <DeployedCell model={model} />,
  },
  {
    id: 'shelf',
    title: 'On shelf',
    sort: 'shelf',
    firstDirection: 'desc',
    render: model => <ShelfCell model={model} />,
  },
];

/**
 * The columns of the model catalog, with one for each environment.
 *
 * @param narrow - the verdict stands second, where it needs no scrolling
 */
export function modelColumns(
  environments: readonly string[],
  narrow: boolean,
): ModelColumn[] {
  return [
    {
      id: 'name',
      title: 'Model',
      sort: 'name',
      render: model => <NameCell model={model} />,
    },
    ...(narrow ? [VERDICT_COLUMN] : []),
    {
      id: 'owner',
      title: 'Owner',
      sort: 'owner',
      render: model => <OwnerCell model={model} />,
    },
    ...environments.map(environment => ({
      id: `live-${environment}`,
      title: environment,
      render: (model: ModelSummary) => (
        <EnvironmentCell model={model} environment={environment} />
      ),
    })),
    ...(narrow ? [] : [VERDICT_COLUMN]),
    ...MEASURE_COLUMNS,
  ];
}
