import {
  FeatureDistribution,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { PortalUser } from '../portal/PortalUser';
import { aFlight } from './aFlight';
import { LogDatabase } from './LogDatabase';
import { IngestTarget } from './prepareModel';

const ENVIRONMENT = 'production';
const HOUR_MS = 60 * 60 * 1000;

export interface RecountOptions {
  log: LogDatabase;
  user: PortalUser;
  target: IngestTarget;
}

const windowsSchema = z.array(
  z.object({
    start_s: z.coerce.number(),
    requests: z.coerce.number(),
    errors: z.coerce.number(),
  }),
);
const outcomesSchema = z.array(
  z.object({
    outcomes: z
      .string()
      .transform(text =>
        z.record(z.string(), z.number()).parse(JSON.parse(text)),
      ),
  }),
);
const countSchema = z.tuple([z.object({ rows: z.coerce.number() })]);
const valuesSchema = z.array(
  z.object({
    value: z.union([z.string(), z.number(), z.null()]),
    rows: z.coerce.number(),
  }),
);

/**
 * Counts rows again and compares with what the profiles say: requests and errors
 * of each window, labels, and every bin of every feature.
 *
 * @returns what differs, in words
 */
export async function recountProfiles(
  options: RecountOptions,
): Promise<string[]> {
  // Asked for first: counting a file stops this process for longer than a
  // connection that waits is kept open.
  const features = await readFeatures(options);
  const mismatches = [
    ...(await recountWindows(options)),
    ...(await recountLabels(options)),
  ];
  for (const feature of features) {
    mismatches.push(...(await recountFeature(options, feature)));
  }
  return mismatches;
}

async function recountWindows({ log }: RecountOptions): Promise<string[]> {
  const counted = windowsSchema.parse(
    await log.query(
      `SELECT time_ms / 300000 * 300 AS start_s, count(*) AS requests,
         sum(CASE WHEN failed THEN 1 ELSE 0 END) AS errors
       FROM inference_records GROUP BY time_ms / 300000 * 300 ORDER BY 1`,
    ),
  );
  const profiled = windowsSchema.parse(
    await log.query(
      `SELECT start_s, sum(requests) AS requests, sum(errors) AS errors
       FROM profile_windows WHERE granularity = 300
       GROUP BY start_s ORDER BY 1`,
    ),
  );
  return differences('windows', counted, profiled);
}

async function recountLabels({ log }: RecountOptions): Promise<string[]> {
  const [{ rows }] = countSchema.parse(
    await log.query(
      // What failed has no output to compare an outcome with.
      `SELECT count(*) AS rows FROM inference_records
       WHERE observed_ms IS NOT NULL AND NOT failed`,
    ),
  );
  const outcomes = outcomesSchema.parse(
    await log.query(
      `SELECT outcomes FROM profile_windows WHERE granularity = 300`,
    ),
  );
  const labels = outcomes.reduce(
    (sum, { outcomes: { labels: some = 0 } }) => sum + some,
    0,
  );
  return differences('labels', [rows], [labels]);
}

/** A feature as the profiles have counted it. */
interface ProfiledFeature extends FeatureDistribution {
  section: string;
  name: string;
}

async function readFeatures(
  options: RecountOptions,
): Promise<ProfiledFeature[]> {
  const { inputs, outputs } = aFlight(0);
  const features: ProfiledFeature[] = [];
  for (const [section, values] of Object.entries({ inputs, outputs })) {
    for (const name of Object.keys(values)) {
      features.push(await readFeature(options, section, name));
    }
  }
  return features;
}

async function readFeature(
  { user, target }: RecountOptions,
  section: string,
  name: string,
): Promise<ProfiledFeature> {
  const distribution = await user.call(operations.getFeatureDistribution, {
    params: { ...target.params, feature: `${section}.${name}` },
    query: {
      environment: ENVIRONMENT,
      version: target.version,
      from: new Date(Date.now() - 24 * HOUR_MS).toISOString(),
      until: new Date(Date.now() + HOUR_MS).toISOString(),
    },
  });
  return { ...distribution, section, name };
}

async function recountFeature(
  { log }: RecountOptions,
  { section, name, bins, type }: ProfiledFeature,
): Promise<string[]> {
  const value = log.valueIn(section, name);
  const values = valuesSchema.parse(
    await log.query(
      // What failed has no output to be counted.
      `SELECT ${value} AS value, count(*) AS rows FROM inference_records
       WHERE ${section === 'outputs' ? 'NOT failed' : 'TRUE'}
       GROUP BY ${value}`,
    ),
  );
  const counts = bins.map(() => 0);
  for (const each of values) {
    const index = findBin(bins, type, each.value);
    counts[index] = (counts[index] ?? 0) + each.rows;
  }
  return differences(
    `${section}.${name}`,
    counts,
    bins.map(({ count }) => count),
  );
}

/** As the bins describe themselves; the last one of numbers includes its upper edge. */
function findBin(
  bins: FeatureDistribution['bins'],
  type: FeatureDistribution['type'],
  value: string | number | null,
): number {
  if (value === null) {
    return bins.findIndex(({ kind }) => kind === 'missing');
  }
  if (type !== 'numeric') {
    return bins.findIndex(({ label }) => label === String(value));
  }
  const number = Number(value);
  const last = bins.filter(({ kind }) => kind === 'bin').length - 1;
  const within = bins
    .filter(({ kind }) => kind === 'bin')
    .findIndex(
      ({ lower, upper }, index) =>
        number >= Number(lower) &&
        (number < Number(upper) || (index === last && number === upper)),
    );
  const first = bins.findIndex(({ kind }) => kind === 'bin');
  if (within >= 0) {
    return first + within;
  }
  return bins.findIndex(
    ({ kind }) =>
      kind === (number < Number(bins[first].lower) ? 'underflow' : 'overflow'),
  );
}

function differences(
  what: string,
  counted: unknown,
  profiled: unknown,
): string[] {
  const [rows, profiles] = [counted, profiled].map(each =>
    JSON.stringify(each),
  );
  return rows === profiles
    ? []
    : [`${what}: rows say ${rows}, profiles say ${profiles}`];
}
