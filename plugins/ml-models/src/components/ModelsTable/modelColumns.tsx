import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode } from 'react';
import {
  DeployedCell,
  DriftCell,
  ShelfCell,
  TrafficCell,
} from './MeasureCells';
import { EnvironmentCell } from './EnvironmentCell';
import { LiveCell } from './LiveCell';
import { NameCell } from './NameCell';
import { OwnerCell } from './OwnerCell';
import { SortableColumn } from './modelsTableView';
import { VerdictCell } from './VerdictCell';

export interface ModelColumn extends SortableColumn {
  id: string;
  title: string;
  /** Absent: what the others leave. */
  widthPx?: number;
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
    widthPx: 64,
    title: 'Drift',
    sort: 'drift',
    firstDirection: 'desc',
    render: model => <DriftCell model={model} />,
  },
  {
    id: 'traffic',
    widthPx: 80,
    title: '7 days',
    sort: 'traffic',
    firstDirection: 'desc',
    render: model => <TrafficCell model={model} />,
  },
  {
    id: 'deployed',
    widthPx: 116,
    title: 'Last change',
    sort: 'deployed',
    firstDirection: 'desc',
    render: model => <DeployedCell model={model} />,
  },
  {
    id: 'shelf',
    widthPx: 72,
    title: 'On shelf',
    sort: 'shelf',
    firstDirection: 'desc',
    render: model => <ShelfCell model={model} />,
  },
];

const NAME_COLUMN: ModelColumn = {
  id: 'name',
  title: 'Model',
  widthPx: 180,
  sort: 'name',
  render: model => <NameCell model={model} />,
};

const OWNER_COLUMN: ModelColumn = {
  id: 'owner',
  title: 'Owner',
  widthPx: 116,
  sort: 'owner',
  render: model => <OwnerCell model={model} />,
};

/** The columns of the model catalog, with one for each environment. */
export function fullColumns(environments: readonly string[]): ModelColumn[] {
  return [
    NAME_COLUMN,
    OWNER_COLUMN,
    ...environments.map(environment => ({
      id: `live-${environment}`,
      title: environment,
      widthPx: widthOfName(environment),
      render: (model: ModelSummary) => (
        <EnvironmentCell model={model} environment={environment} />
      ),
    })),
    VERDICT_COLUMN,
    ...MEASURE_COLUMNS,
  ];
}

/** Longer names are cut. */
const NAME_MAX_PX = 120;

/** Of a header without an arrow: its letters and the padding. */
function widthOfName(name: string): number {
  return Math.min(NAME_MAX_PX, 14 + 7 * name.length);
}

/** What is worth most, where there is little room: the rest is on its own page. */
export const COMPACT_COLUMNS: readonly ModelColumn[] = [
  {
    ...NAME_COLUMN,
    widthPx: undefined,
    render: model => <NameCell model={model} withOwner />,
  },
  VERDICT_COLUMN,
  {
    id: 'live',
    title: 'Live, on shelf',
    widthPx: 124,
    sort: 'shelf',
    firstDirection: 'desc',
    render: model => <LiveCell model={model} />,
  },
  ...MEASURE_COLUMNS.filter(({ id }) => id === 'deployed'),
];

/** A verdict's word on one line with when it was judged: `Degraded at 14:05`. */
const VERDICT_MIN_PX = 156;

/** @returns how wide a table with these columns has to be, in pixels */
export function widthOf(columns: readonly ModelColumn[]): number {
  return columns.reduce(
    (sum, { widthPx = VERDICT_MIN_PX }) => sum + widthPx,
    0,
  );
}
