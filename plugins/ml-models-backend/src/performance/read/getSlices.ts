import {
  PerformanceSlices,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { parseSliceKey } from '../profile/Slicing';
import { findEnvironment } from './findEnvironment';
import {
  cutRange,
  parseRange,
  toIsoInstant,
  POINTS_MAX,
} from './PerformanceRange';
import { readWindows, WHOLE_RANGE_S } from './readWindows';
import { addUpWindows, describeProfile } from './summariseWindows';

type Dimension = PerformanceSlices['dimensions'][number];

/** How a model does by values of the inputs that its owner has chosen. */
export async function getSlices(
  knex: Knex,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
): Promise<PerformanceSlices> {
  const { fromS, untilS } = cutRange(
    parseRange(query, nowMs),
    POINTS_MAX,
    nowMs,
  );
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const { version } = query;
  const windows = await readWindows(knex, {
    modelRef,
    environment,
    version,
    fromS,
    untilS,
    bucketS: WHOLE_RANGE_S,
    withSlices: true,
  });
  const dimensions = new Map<string, Dimension>();
  for (const [key, profile] of addUpWindows(windows).slices) {
    const { feature, kind, value } = parseSliceKey(key);
    const dimension = dimensions.get(feature) ?? { feature, slices: [] };
    dimension.slices.push({ kind, value, totals: describeProfile(profile) });
    dimensions.set(feature, dimension);
  }
  for (const { slices } of dimensions.values()) {
    slices.sort((a, b) => b.totals.requests - a.totals.requests);
  }
  return {
    environment,
    from: toIsoInstant(fromS),
    until: toIsoInstant(untilS),
    dimensions: [...dimensions.values()],
  };
}
