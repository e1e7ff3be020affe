import {
  PerformanceReport,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DeploymentMarkers } from '../DeploymentMarkers';
import { EvaluationSource } from '../EvaluationSource';
import { VerdictReader } from '../verdict/VerdictReader';
import { drawHeatmap } from './drawHeatmap';
import { drawSeries } from './drawSeries';
import { findEnvironment } from './findEnvironment';
import { findVersionDrifts } from './findVersionDrifts';
import { cutRange, parseRange, toIsoInstant } from './PerformanceRange';
import { readFeatureCounts, readWindows } from './readWindows';
import {
  addUpWindows,
  describeProfile,
  findNewestServed,
} from './summariseWindows';

/** Points that a chart of ordinary width can tell apart. */
const POINTS_MAX = 120;

export interface GetPerformanceOptions {
  knex: Knex;
  verdicts: VerdictReader;
  markers: DeploymentMarkers;
  evaluation: EvaluationSource;
}

/** Traffic, latency, errors, quality and drift of a model over a range. */
export async function getPerformance(
  options: GetPerformanceOptions,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
): Promise<PerformanceReport> {
  const { knex, verdicts, markers, evaluation } = options;
  const span = parseRange(query, nowMs);
  const range = cutRange(span, POINTS_MAX, nowMs);
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const filter = { modelRef, environment, version: query.version, ...range };
  const windows = await readWindows(knex, filter);
  const versions = [...new Set(windows.map(it => it.version))].sort(
    (a, b) => a - b,
  );
  const newest = query.version ?? findNewestServed(windows);
  const drifts = await findVersionDrifts(knex, modelRef, versions);
  const newestDrift = newest === undefined ? undefined : drifts.get(newest);
  const stored = await readFeatureCounts(knex, filter, [
    ...new Set([...drifts.values()].map(it => it.layout.revision)),
  ]);
  const drift = newestDrift?.decideAll(newestDrift.sum(stored)) ?? [];
  const totals = describeProfile(addUpWindows(windows));
  return {
    environment,
    from: toIsoInstant(range.fromS),
    until: new Date(span.untilMs).toISOString(),
    bucketSeconds: range.bucketS,
    versions,
    verdict: (
      await verdicts.judge(
        { modelRef, environment, version: query.version },
        nowMs,
      )
    ).verdict,
    totals: {
      ...totals,
      replayed: windows
        .filter(({ replay }) => replay)
        .reduce((sum, { requests }) => sum + Number(requests), 0),
    },
    series: drawSeries({ range, windows, stored, drifts }),
    drift,
    heatmap: drawHeatmap({ span, nowMs, drift, windows, stored, drifts }),
    baseline: newestDrift && {
      version: newestDrift.baseline.version,
      rows: newestDrift.baseline.rows,
      source: newestDrift.baseline.source,
    },
    markers: await markers.list({
      modelRef,
      environment,
      from: new Date(range.fromS * 1000),
      until: new Date(span.untilMs),
    }),
    evaluation:
      newest === undefined
        ? {}
        : metricValues(await evaluation.listMetrics(modelRef, newest)),
  };
}

function metricValues(
  metrics: Awaited<ReturnType<EvaluationSource['listMetrics']>>,
): Record<string, number> {
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
