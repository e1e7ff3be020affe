import {
  FeatureDistribution,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { aFlight } from '../ingest/aFlight';
import { IngestTarget } from '../ingest/prepareModel';
import { PluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';

const ENVIRONMENT = 'production';
const HOUR_MS = 60 * 60 * 1000;

const valuesSchema = z.array(
  z.object({
    value: z.union([z.string(), z.number(), z.null()]),
    rows: z.coerce.number(),
  }),
);

/** A feature as the profiles have counted it. */
export interface ProfiledFeature extends FeatureDistribution {
  section: string;
  name: string;
}

/** @returns every input and output of the version over the last day */
export async function readFeatures(
  user: PortalUser,
  target: IngestTarget,
): Promise<ProfiledFeature[]> {
  const { inputs, outputs } = aFlight(0);
  const features: ProfiledFeature[] = [];
  for (const [section, values] of Object.entries({ inputs, outputs })) {
    for (const name of Object.keys(values)) {
      features.push(await readFeature({ user, target }, section, name));
    }
  }
  return features;
}

async function readFeature(
  { user, target }: { user: PortalUser; target: IngestTarget },
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

/** @returns what differs between the rows and the bins of a feature, in words */
export async function recountFeature(
  database: PluginDatabase,
  { section, name, bins, type }: ProfiledFeature,
): Promise<string[]> {
  const value = database.valueIn(section, name);
  const values = valuesSchema.parse(
    await database.query(
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
  return bins.flatMap(({ label, count }, index) =>
    count === counts[index]
      ? []
      : [
          `${section}.${name}, ${label}: rows say ${counts[index]}, profiles say ${count}`,
        ],
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
