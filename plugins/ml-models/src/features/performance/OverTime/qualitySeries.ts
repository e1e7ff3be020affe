import {
  PerformanceReport,
  QualityEstimate,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ReferenceLine,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { comparedSeries, Timeline, valuesOf } from './timeline';

interface QualityMetric {
  name: string;
  pick: (point: SeriesPoint) => number | undefined;
  /** What scores expect of it without labels. */
  estimate?: (estimate: QualityEstimate) => number | undefined;
  /** Names that pipelines give it, without case and punctuation. */
  known: readonly string[];
}

/** Shares, which fit one axis. What is first is shown first. */
const SHARES: readonly QualityMetric[] = [
  {
    name: 'accuracy',
    pick: point => point.accuracy,
    estimate: ({ accuracy }) => accuracy,
    known: ['accuracy'],
  },
  {
    name: 'ROC AUC',
    pick: point => point.rocAuc,
    known: ['rocauc', 'auc', 'auroc'],
  },
  {
    name: 'precision',
    pick: point => point.precision,
    estimate: ({ precision }) => precision,
    known: ['precision'],
  },
  {
    name: 'recall',
    pick: point => point.recall,
    estimate: ({ recall }) => recall,
    known: ['recall'],
  },
  {
    name: 'F1',
    pick: point => point.f1,
    estimate: ({ f1 }) => f1,
    known: ['f1', 'f1score'],
  },
];

/** Errors in the unit of the target. */
const ERRORS: readonly QualityMetric[] = [
  { name: 'MAE', pick: point => point.mae, known: ['mae'] },
  { name: 'RMSE', pick: point => point.rmse, known: ['rmse'] },
];

/** More lines than this on one chart are a tangle. */
const SHOWN_FIRST = 2;

export interface QualityView {
  series: TimeSeries[];
  /** Names of series that are drawn only when asked for. */
  hidden: string[];
  references: ReferenceLine[];
  /** What the y axis counts. */
  unit: 'share' | 'in units of the target';
}

/** Quality over time, each metric with what the evaluation had measured. */
export function qualitySeries(
  timeline: Timeline,
  evaluation: PerformanceReport['evaluation'],
): QualityView {
  const measured = (metric: QualityMetric) =>
    timeline.points.some(
      point =>
        point &&
        (metric.pick(point) ?? estimateOf(metric, point)) !== undefined,
    );
  const shares = SHARES.filter(measured);
  const metrics = shares.length > 0 ? shares : ERRORS.filter(measured);
  return {
    unit:
      shares.length > 0 || metrics.length === 0
        ? 'share'
        : 'in units of the target',
    hidden: metrics.slice(SHOWN_FIRST).map(({ name }) => name),
    series: metrics.flatMap((metric, palette) =>
      seriesOf(timeline, metric, { palette }),
    ),
    references: metrics.flatMap((metric, index) => {
      const value = findEvaluation(evaluation, metric);
      return value === undefined
        ? []
        : [
            {
              name: 'at evaluation',
              of: metric.name,
              value,
              tone: { palette: index },
            },
          ];
    }),
  };
}

function estimateOf(
  { estimate }: QualityMetric,
  point: SeriesPoint,
): number | undefined {
  return point.estimate && estimate?.(point.estimate);
}

/** What was measured, what it is compared with, and what the scores expect. */
function seriesOf(
  timeline: Timeline,
  metric: QualityMetric,
  tone: { palette: number },
): TimeSeries[] {
  const { name, pick } = metric;
  const measured: TimeSeries = {
    name,
    shape: 'line',
    tone,
    values: valuesOf(timeline, pick),
  };
  const estimated: TimeSeries = {
    name: `${name}, estimated`,
    shape: 'line',
    tone,
    values: valuesOf(timeline, point => estimateOf(metric, point)),
    compares: { series: name, label: 'estimated', dotted: true },
  };
  return [
    measured,
    ...comparedSeries(timeline, measured, pick),
    ...(estimated.values.some(value => value !== null) ? [estimated] : []),
  ];
}

function findEvaluation(
  evaluation: PerformanceReport['evaluation'],
  metric: QualityMetric,
): number | undefined {
  const entry = Object.entries(evaluation).find(([name]) =>
    metric.known.includes(name.toLowerCase().replace(/[^a-z0-9]/g, '')),
  );
  return entry?.[1];
}
