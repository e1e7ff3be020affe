import { InputError, NotFoundError } from '@backstage/errors';
import {
  PerformanceComparison,
  performanceComparisonQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { DEFAULT_DRIFT_LIMITS, DriftLimits } from '../drift/driftLimits';
import { sumOf } from '../drift/jensenShannon';
import { compareFeatures } from './compareFeatures';
import { CountedSide, explainNotComparable } from './explainNotComparable';
import { findEnvironment } from './findEnvironment';
import { findRedacted } from './findRedacted';
import { findRedactedUnlike } from './findRedactedUnlike';
import { findVersionDrifts } from './findVersionDrifts';
import {
  cutRange,
  parseRange,
  toIsoInstant,
  POINTS_MAX,
  readOf,
} from './PerformanceRange';
import {
  readFeatureCounts,
  readWindows,
  StoredFeatureCounts,
  WHOLE_RANGE_S,
  WindowFilter,
} from './readWindows';
import { sumFeatureCounts } from './sumFeatureCounts';
import {
  addUpWindows,
  describeProfile,
  findLastServed,
} from './summariseWindows';
import { VersionDrift } from './VersionDrift';
import { VersionRedaction } from './VersionRedaction';

export interface ComparePerformanceOptions {
  knex: Knex;
  redaction: VersionRedaction;
  nowMs: number;
  limits?: DriftLimits;
}

type Query = z.output<typeof performanceComparisonQuerySchema>;
type ComparedFilter = WindowFilter & { version: number };

/** One side: a version over a stretch of time. */
interface ComparedSide {
  /** What it is called where a sentence begins: `Version 2`, `The stretch before`. */
  name: string;
  filter: ComparedFilter;
  stored: StoredFeatureCounts[];
  /** Where it is: `in this range`, `in the stretch before`. */
  when: string;
  requests: number;
  /** Of its baseline's bins; absent without a baseline. */
  revision?: number;
}

/**
 * Compares a version over a range with its baseline, with another version over
 * the same range, or with itself over the stretch before.
 *
 * @throws NotFoundError when nothing served in the range
 * @throws InputError when another version is asked for but not named
 * @throws ServiceUnavailableError while the rules of redaction are not known
 */
export async function comparePerformance(
  options: ComparePerformanceOptions,
  modelRef: string,
  query: Query,
): Promise<PerformanceComparison> {
  const { knex, redaction, nowMs, limits = DEFAULT_DRIFT_LIMITS } = options;
  const filter = await findSubject(knex, modelRef, query, nowMs);
  const other = findOther(filter, query, nowMs);
  const versions = [filter.version, ...(other ? [other.version] : [])];
  const [drifts, side, otherSide] = await Promise.all([
    findVersionDrifts(knex, modelRef, versions, limits),
    describeSide(knex, filter),
    other && describeSide(knex, other),
  ]);
  const revisions = [...drifts.values()].map(({ layout }) => layout.revision);
  const read = (compared: ComparedFilter) =>
    readFeatureCounts(knex, compared, { revisions: [...new Set(revisions)] });
  const [stored, otherStored] = await Promise.all([
    read(filter),
    other && read(other),
  ]);
  const described = { environment: filter.environment, subject: side };
  if (!other || !otherSide || !otherStored) {
    const drift = drifts.get(filter.version);
    if (!drift) {
      throw new NotFoundError(
        `Version ${filter.version} of ${modelRef} has no baseline: register it with reference rows, or compare it with another version`,
      );
    }
    const { version, rows, source } = drift.baseline;
    return {
      ...described,
      against: { kind: 'baseline', version, rows, source },
      drift: drift.decideAll(drift.sum(stored)),
    };
  }
  const rulesOf = ({ version }: ComparedFilter) =>
    redaction.findRules(modelRef, version);
  const kind = query.against === 'version' ? 'version' : 'previous';
  return {
    ...described,
    against: { kind, ...otherSide },
    ...compareSides(
      {
        name: `Version ${filter.version}`,
        filter,
        stored,
        when: 'in this range',
        requests: side.totals.requests,
        revision: drifts.get(filter.version)?.layout.revision,
      },
      {
        ...(kind === 'version'
          ? { name: `Version ${other.version}`, when: 'in this range' }
          : { name: 'The stretch before', when: 'in the stretch before' }),
        filter: other,
        stored: otherStored,
        requests: otherSide.totals.requests,
        revision: drifts.get(other.version)?.layout.revision,
      },
      {
        layouts: [...drifts.values()].map(({ layout }) => layout),
        limits,
        rules: await Promise.all([rulesOf(filter), rulesOf(other)]),
      },
    ),
  };
}

async function findSubject(
  knex: Knex,
  modelRef: string,
  query: Query,
  nowMs: number,
): Promise<ComparedFilter> {
  const range = cutRange(parseRange(query, nowMs), POINTS_MAX, nowMs);
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  const filter = { modelRef, environment, ...readOf(range) };
  // In the buckets of the report, which is to show the same version.
  const version =
    query.version ?? findLastServed(await readWindows(knex, filter));
  if (version === undefined) {
    throw new NotFoundError(
      `${modelRef} answered nothing in ${environment} in that range: choose a longer one`,
    );
  }
  return { ...filter, bucketS: WHOLE_RANGE_S, version };
}

/** @returns undefined for the baseline, which is no stretch of time */
function findOther(
  filter: ComparedFilter,
  query: Query,
  nowMs: number,
): ComparedFilter | undefined {
  const { against, againstVersion } = query;
  switch (against) {
    case 'previous':
      return { ...filter, ...findPrevious(filter, query, nowMs) };
    case 'version':
      if (againstVersion === undefined) {
        throw new InputError(
          'query.againstVersion is missing: the number of the version to compare with',
        );
      }
      return { ...filter, version: againstVersion };
    default:
      return undefined;
  }
}

/**
 * The stretch as long as the range, before it. Of what is further back only longer
 * windows may be kept: it begins with the one that it begins in, as the report of it.
 */
function findPrevious(
  { fromS: untilS }: ComparedFilter,
  query: Query,
  nowMs: number,
): Pick<ComparedFilter, 'fromS' | 'untilS'> {
  const { fromMs, untilMs } = parseRange(query, nowMs);
  const span = { fromMs: 2 * fromMs - untilMs, untilMs: fromMs };
  const { sinceS } = cutRange(span, POINTS_MAX, nowMs);
  return { fromS: sinceS, untilS };
}

async function describeSide(knex: Knex, filter: ComparedFilter) {
  return {
    version: filter.version,
    from: toIsoInstant(filter.fromS),
    until: toIsoInstant(filter.untilS),
    totals: describeProfile(addUpWindows(await readWindows(knex, filter))),
  };
}

/** In the first revision of the binning that both have been counted in. */
function compareSides(
  subject: ComparedSide,
  other: ComparedSide,
  {
    layouts,
    limits,
    rules,
  }: {
    layouts: readonly VersionDrift['layout'][];
    limits: DriftLimits;
    /** Of the two sides. */
    rules: readonly [readonly RedactionRule[], readonly RedactionRule[]];
  },
): Pick<PerformanceComparison, 'drift' | 'notComparable'> {
  for (const layout of layouts) {
    const counts = sumSide(subject, layout);
    const reference = sumSide(other, layout);
    if (sumOf(counts) > 0 && sumOf(reference) > 0) {
      return {
        drift: compareFeatures(layout, counts, reference, {
          limits,
          redacted: findRedacted(layout, reference, limits.redact),
          redactedUnlike: new Set(
            findRedactedUnlike(layout.features, ...rules),
          ),
          referenceName: other.name,
        }),
      };
    }
  }
  const countedOf = (side: ComparedSide): CountedSide => ({
    ...side,
    version: side.filter.version,
    counted: layouts
      .filter(layout => sumOf(sumSide(side, layout)) > 0)
      .map(({ revision }) => revision),
  });
  return {
    drift: [],
    notComparable: explainNotComparable(countedOf(subject), countedOf(other)),
  };
}

function sumSide(side: ComparedSide, layout: VersionDrift['layout']) {
  return sumFeatureCounts(layout, side.filter.version, side.stored);
}
