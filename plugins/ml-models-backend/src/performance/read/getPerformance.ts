import {
  PerformanceReport,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DeploymentMarkers } from '../DeploymentMarkers';
import { DriftLimits } from '../drift/driftLimits';
import { EvaluationSource } from '../EvaluationSource';
import { LiveVersions } from '../LiveVersions';
import { measureCalibration } from '../quality/measureCalibration';
import { measureClasses } from '../quality/measureClasses';
import { drawHeatmap } from './drawHeatmap';
import { drawPredictionDrift } from './drawPredictionDrift';
import { drawQuality } from './drawQuality';
import { drawSeries } from './drawSeries';
import { findDataQuality } from './findDataQuality';
import { findEnvironment } from './findEnvironment';
import { findShownVerdict } from './findShownVerdict';
import {
  cutRange,
  parseRange,
  POINTS_MAX,
  toIsoInstant,
} from './PerformanceRange';
import { placeMarkers } from './placeMarkers';
import { readEvidence } from './readEvidence';
import { StoredWindow } from './readWindows';
import { addUpColumns, describeProfile } from './summariseWindows';
import { VersionDrift } from './VersionDrift';

export interface GetPerformanceOptions {
  knex: Knex;
  markers: DeploymentMarkers;
  evaluation: EvaluationSource;
  liveVersions: LiveVersions;
}

/** Traffic, latency, errors, quality and drift of a model over a range. */
export async function getPerformance(
  options: GetPerformanceOptions,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
  limits?: DriftLimits,
): Promise<PerformanceReport> {
  const { knex, evaluation, liveVersions } = options;
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const subject = { modelRef, environment };
  const { version } = query;
  const span = parseRange(query, nowMs);
  const range = cutRange(span, POINTS_MAX, nowMs);
  const [evidence, verdict, placed] = await Promise.all([
    readEvidence({ knex, ...subject, version, span, range, nowMs, limits }),
    findShownVerdict(
      { knex, liveVersions, now: new Date(nowMs) },
      subject,
      version,
    ),
    placeMarkers({
      knex,
      markers: options.markers,
      ...subject,
      version,
      from: new Date(range.fromS * 1000),
      until: new Date(span.untilMs),
      bucketMs: range.bucketS * 1000,
    }),
  ]);
  const { counted, lastServed, stored } = evidence;
  const servedDrift =
    lastServed === undefined ? undefined : evidence.drifts.get(lastServed);
  const counts = servedDrift?.sum(stored);
  const drift = (counts && servedDrift?.decideAll(counts)) ?? [];
  const { series, totals } = drawSeries({ range, windows: evidence.windows });
  return {
    environment,
    from: toIsoInstant(range.sinceS),
    until: toIsoInstant(range.untilS),
    bucketSeconds: range.bucketS,
    versions: evidence.versions,
    verdict,
    totals: {
      ...describeProfile(totals),
      replayed: countReplayed(evidence.windows),
      calibration: orUndefined(measureCalibration(totals.outcomes)),
      classes: orUndefined(measureClasses(totals.outcomes)),
    },
    series,
    quality: drawQuality({ ...evidence, span, range, series }),
    drift,
    predictionDrift: drawPredictionDrift({
      ...evidence,
      range: evidence.predictionRange,
      stored: counted,
    }),
    heatmap: drawHeatmap({
      range: evidence.heatmapRange,
      drift,
      stored: counted,
      measured: servedDrift,
    }),
    ...(counts && servedDrift
      ? findDataQuality(servedDrift, {
          counts,
          profile: addUpColumns(
            evidence.windows.filter(it => it.version === lastServed),
          ),
        })
      : { findings: [], findingsTotal: 0 }),
    baseline: servedDrift && describeBaseline(servedDrift),
    markers: placed,
    evaluation: await readEvaluation(evaluation, modelRef, lastServed),
    evaluationVersion: lastServed,
  };
}

function orUndefined<Item>(list: Item[]): Item[] | undefined {
  return list.length > 0 ? list : undefined;
}

function countReplayed(windows: readonly StoredWindow[]): number {
  return windows
    .filter(({ replay }) => replay)
    .reduce((sum, { requests }) => sum + Number(requests), 0);
}

function describeBaseline({
  baseline: { version, rows, source },
}: VersionDrift): PerformanceReport['baseline'] {
  return { version, rows, source };
}

async function readEvaluation(
  evaluation: EvaluationSource,
  modelRef: string,
  version: number | undefined,
): Promise<Record<string, number>> {
  const metrics =
    version === undefined
      ? []
      : await evaluation.listMetrics(modelRef, version);
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
