import { performanceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DriftLimits } from '../drift/driftLimits';
import { cutForDrift } from './cutForDrift';
import { findEnvironment } from './findEnvironment';
import { findVersionDrifts } from './findVersionDrifts';
import { cutRange, parseRange, POINTS_MAX } from './PerformanceRange';
import { readFeatureCounts, readWindows } from './readWindows';
import { findLastServed } from './summariseWindows';

/** Everything that profiles tell of a model over a range. */
export async function readEvidence(
  knex: Knex,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
  limits?: DriftLimits,
) {
  const span = parseRange(query, nowMs);
  const range = cutRange(span, POINTS_MAX, nowMs);
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const filter = { modelRef, environment, version: query.version, ...range };
  const windows = await readWindows(knex, filter);
  const versions = [...new Set(windows.map(({ version }) => version))].sort(
    (a, b) => a - b,
  );
  const drifts = await findVersionDrifts(knex, modelRef, versions, limits);
  const revisions = [...drifts.values()].map(({ layout }) => layout.revision);
  const lastServed = query.version ?? findLastServed(windows);
  const cut = { span, range, nowMs };
  const predictionRange = cutForDrift({ ...cut, windows });
  const heatmapRange = cutForDrift({
    ...cut,
    windows: windows.filter(({ version }) => version === lastServed),
  });
  const { fromS } = range;
  const earliestS = Math.min(fromS, predictionRange.fromS, heatmapRange.fromS);
  const counted = await readFeatureCounts(
    knex,
    { ...filter, fromS: earliestS },
    { revisions: [...new Set(revisions)] },
  );
  return {
    span,
    range,
    predictionRange,
    heatmapRange,
    environment,
    windows,
    versions,
    /** The version that drift and evaluation are shown of. */
    lastServed,
    drifts,
    /** Of the range. */
    stored: counted.filter(({ startS }) => startS >= fromS),
    /** From where the first step of drift begins, which may be before. */
    counted,
  };
}
