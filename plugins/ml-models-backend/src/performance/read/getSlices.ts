import {
  PerformanceSlices,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { isHashed } from '../../hashValue';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { parseSliceKey, Slice, sliceKey } from '../profile/Slicing';
import { WindowProfile } from '../profile/WindowProfile';
import { addUpSlices } from './addUpSlices';
import { findEnvironment } from './findEnvironment';
import {
  cutRange,
  parseRange,
  toIsoInstant,
  POINTS_MAX,
} from './PerformanceRange';
import { readSlices, WHOLE_RANGE_S } from './readWindows';
import { describeProfile } from './summariseWindows';

type Dimension = PerformanceSlices['dimensions'][number];

/**
 * How a model does by values of the inputs that its owner has chosen.
 *
 * @param redact - rules of the model: values of before them are told as `other`
 */
export async function getSlices(
  knex: Knex,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
  redact: readonly RedactionRule[] = [],
): Promise<PerformanceSlices> {
  const { sinceS: fromS, untilS } = cutRange(
    parseRange(query, nowMs),
    POINTS_MAX,
    nowMs,
  );
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const { version } = query;
  const stored = await readSlices(knex, {
    modelRef,
    environment,
    version,
    fromS,
    untilS,
    bucketS: WHOLE_RANGE_S,
  });
  const dimensions = new Map<string, Dimension>();
  const shown = hideRedacted(addUpSlices(stored), redact);
  for (const [key, profile] of shown) {
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

function hideRedacted(
  slices: ReadonlyMap<string, WindowProfile>,
  redact: readonly RedactionRule[],
): ReadonlyMap<string, WindowProfile> {
  if (redact.length === 0) {
    return slices;
  }
  const shown = new Map<string, WindowProfile>();
  for (const [key, profile] of slices) {
    const shownKey = isToHide(parseSliceKey(key), redact)
      ? sliceKey({ ...parseSliceKey(key), kind: 'other', value: 'other' })
      : key;
    const same = shown.get(shownKey) ?? new WindowProfile();
    same.add(profile);
    shown.set(shownKey, same);
  }
  return shown;
}

function isToHide(
  { feature, kind, value }: Slice,
  redact: readonly RedactionRule[],
): boolean {
  return (
    kind === 'value' &&
    redact.some(
      ({ path, how }) =>
        `${feature}.`.startsWith(`${path}.`) &&
        !(how === 'hash' && isHashed(value)),
    )
  );
}
