import { NotFoundError } from '@backstage/errors';
import {
  FeatureDistribution,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DriftLimits } from '../drift/driftLimits';
import { findEnvironment } from './findEnvironment';
import { findVersionDrifts } from './findVersionDrifts';
import { cutRange, parseRange, POINTS_MAX, readOf } from './PerformanceRange';
import { readFeatureCounts, readWindows, WHOLE_RANGE_S } from './readWindows';
import { findLastServed } from './summariseWindows';
import { countsOf } from './compareFeatures';

/**
 * One feature of the version that served last in the range, over its baseline.
 *
 * @throws NotFoundError when nothing served, without a baseline, or when the
 *   baseline does not have the feature, or has it as it was before it was redacted
 */
export async function getFeatureDistribution(
  knex: Knex,
  modelRef: string,
  name: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
  limits?: DriftLimits,
): Promise<FeatureDistribution> {
  const range = cutRange(parseRange(query, nowMs), POINTS_MAX, nowMs);
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const { version: asked } = query;
  const filter = { modelRef, environment, version: asked, ...readOf(range) };
  const version = asked ?? findLastServed(await readWindows(knex, filter));
  if (version === undefined) {
    throw new NotFoundError(
      `${modelRef} answered nothing in ${environment} in that range: choose a longer one`,
    );
  }
  const drifts = await findVersionDrifts(knex, modelRef, [version], limits);
  const drift = drifts.get(version);
  const feature = drift?.layout.findFeature(name);
  if (!drift || !feature) {
    throw new NotFoundError(
      drift
        ? `Version ${version} of ${modelRef} has no feature '${name}' in its baseline`
        : `Version ${version} of ${modelRef} has no baseline: register it with reference rows`,
    );
  }
  const stored = await readFeatureCounts(
    knex,
    { ...filter, bucketS: WHOLE_RANGE_S },
    { revisions: [drift.layout.revision], chunk: feature.chunk },
  );
  const counts = drift.sum(stored);
  const decided = drift.decide(feature, counts);
  if (decided.redacted) {
    // Its bins are called by values that may not be seen any more.
    throw new NotFoundError(`${name}: ${decided.reason}`);
  }
  const window = countsOf(feature, counts);
  const reference = countsOf(feature, drift.baseline.counts);
  return {
    feature: feature.binning.name,
    type: feature.binning.type,
    drift: decided,
    bins: feature.bins.map((bin, index) => ({
      ...bin,
      count: window[index],
      baselineCount: reference[index],
    })),
  };
}
