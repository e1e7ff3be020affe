import {
  findEvaluated,
  QUALITY_OUTCOMES_MIN,
  QualityMetric,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  isUncertain,
  ReferenceLine,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { YAxis } from '../../../charts/TimeSeriesChart/timeSeriesOption';
import {
  estimateOf,
  metricsOf,
  Scale,
  SCALES,
  scalesOf,
} from './qualityScales';
import {
  Evaluated,
  listEvaluated,
  nameEvaluation,
} from '../describeEvaluation';
import { errorMaxOf } from '../qualityRows';
import { comparedSeries, Timeline, valuesOf } from './timeline';

/** More lines than this on one chart are a tangle. */
const SHOWN_FIRST = 2;

export interface QualityView {
  series: TimeSeries[];
  /** Names of series that are drawn only when asked for. */
  hidden: string[];
  references: ReferenceLine[];
  /** Whether any step holds too few outcomes to judge by. */
  isUncertain: boolean;
  /** What the y axis counts. */
  unit: string;
  yAxis: YAxis;
  scale: Scale;
  /** All that there is something to show of. */
  scales: Scale[];
}

/**
 * Quality over time, each metric with what the evaluation had measured. Never two
 * units on one axis.
 *
 * @param wanted - the first one that was measured when it is none of those
 */
export function qualitySeries(
  timeline: Timeline,
  evaluated: Evaluated,
  wanted: string,
): QualityView {
  const all = metricsOf(timeline);
  const scales = scalesOf(all);
  const scale = scales.find(each => each === wanted) ?? scales[0] ?? 'share';
  const metrics = all.filter(metric => metric.scale === scale);
  const series = metrics.flatMap((metric, palette) =>
    seriesOf(timeline, metric, { palette }),
  );
  return {
    scale,
    scales,
    unit: SCALES[scale].unit,
    yAxis: SCALES[scale].yAxis,
    hidden: metrics.slice(SHOWN_FIRST).map(({ short }) => short),
    series,
    isUncertain: series.some(each =>
      each.values.some((_, index) => isUncertain(each, index)),
    ),
    references: referencesOf(metrics, evaluated),
  };
}

/** What was measured, what it is compared with, and what the scores expect. */
function seriesOf(
  timeline: Timeline,
  metric: QualityMetric,
  tone: { palette: number },
): TimeSeries[] {
  const { short: name, measure } = metric;
  const pick = (point: SeriesPoint) => point[measure];
  const rows = (point: SeriesPoint) => point.samples[measure];
  const errorMax = errorMaxOf(measure);
  const leastN = QUALITY_OUTCOMES_MIN;
  const measured: TimeSeries = {
    name,
    shape: 'line',
    tone,
    values: valuesOf(timeline, pick),
    n: valuesOf(timeline, rows),
    leastN,
    errorMax: valuesOf(timeline, errorMax),
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
    ...comparedSeries(timeline, measured, pick, { n: rows, leastN, errorMax }),
    ...(estimated.values.some(value => value !== null) ? [estimated] : []),
  ];
}

function referencesOf(
  metrics: readonly QualityMetric[],
  evaluated: Evaluated,
): ReferenceLine[] {
  const name = `at ${nameEvaluation(evaluated)}`;
  const reported = listEvaluated(evaluated);
  return metrics.flatMap((metric, palette) => {
    const value = findEvaluated(metric, reported)?.value;
    return value === undefined
      ? []
      : [{ name, of: metric.short, value, tone: { palette } }];
  });
}
