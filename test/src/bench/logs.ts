import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { FILLED_DAYS, fillLog, VERSIONS } from '../ingest/fillLog';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';
import { withPostgres } from '../portal/withPostgres';
import { readNumbers } from '../measuring/options';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const { records, repeats } = readNumbers({
  records: 10_000_000,
  /** How often each page is asked for. */
  repeats: 20,
});

const DAY_MS = 24 * 60 * 60 * 1000;
const PARAMS = { namespace: 'default', name: 'missed-connection' };
const SLICES_PER_SEARCH = 3;

/** Filters that many records meet, few, old ones only, or none. */
function indexedFilters(
  untilMs: number,
  known: { id: string; requestId: string },
) {
  const at = (daysAgo: number) =>
    new Date(untilMs - daysAgo * DAY_MS).toISOString();
  return {
    everything: {},
    'the newest version': { version: VERSIONS },
    'the oldest version': { version: 1 },
    'a version that never was': { version: 999 },
    production: { environment: 'production' },
    'staging, shadow': { environment: 'staging', traffic: 'shadow' },
    canary: { traffic: 'canary' },
    successes: { status: 'ok' },
    failures: { status: 'error' },
    'failures of an old version': { status: 'error', version: 3 },
    'a common error': { errorType: 'KeyError' },
    'an error of the oldest day': { errorType: 'RareError' },
    'an error that never was': { errorType: 'NoSuchError' },
    'an inference id': { id: known.id },
    'a request id': { id: known.requestId },
    'an hour two weeks ago': { from: at(14), until: at(14 - 1 / 24) },
    'staging in a week of old': {
      environment: 'staging',
      from: at(FILLED_DAYS - 2),
      until: at(FILLED_DAYS - 9),
    },
  } satisfies Record<string, InferenceQuery>;
}

/** Met by many, by few, and by none; alone and with an indexed filter. */
const FEATURE_FILTERS = {
  'distance > 2000': {
    features: [{ feature: 'distance', operator: '>', value: '2000' }],
  },
  'a carrier that never was': {
    features: [{ feature: 'carrier', operator: '=', value: 'XX' }],
  },
  'a carrier that never was, an old version': {
    version: 3,
    features: [{ feature: 'inputs.carrier', operator: '=', value: 'XX' }],
  },
  'two comparisons that few meet': {
    features: [
      { feature: 'distance', operator: '>=', value: '2599' },
      { feature: 'hour', operator: '=', value: '13' },
    ],
  },
} satisfies Record<string, InferenceQuery>;

/** What the Logs tab asks for, of a model with a long log. */
class Reader {
  constructor(private readonly user: PortalUser) {}

  async timePage(query: InferenceQuery): Promise<number> {
    const startedAt = performance.now();
    await this.search(query);
    return performance.now() - startedAt;
  }

  /** Goes on from slice to slice, as a person does who finds too little. */
  async timeSlices(query: InferenceQuery): Promise<number[]> {
    const times: number[] = [];
    let cursor: string | undefined;
    do {
      const startedAt = performance.now();
      const page = await this.search({ ...query, cursor });
      times.push(performance.now() - startedAt);
      cursor = page.nextCursor;
    } while (cursor && times.length < SLICES_PER_SEARCH);
    return times;
  }

  async findNewest() {
    const { items } = await this.search({});
    const { id, requestId } = items[0];
    return { id, requestId: requestId ?? id };
  }

  private search(query: InferenceQuery) {
    return this.user.call(operations.searchInferences, {
      params: PARAMS,
      query,
    });
  }
}

async function measure(url: string, untilMs: number) {
  const reader = new Reader(await PortalUser.signIn(url));
  const filters = indexedFilters(untilMs, await reader.findNewest());
  const pages = await collect(filters, async query => [
    await reader.timePage(query),
  ]);
  const slices = await collect(FEATURE_FILTERS, query =>
    reader.timeSlices(query),
  );
  return { pages, slices };
}

/** @returns milliseconds of all; prints the 95th percentile of each */
async function collect(
  filters: Record<string, InferenceQuery>,
  time: (query: InferenceQuery) => Promise<number[]>,
): Promise<number[]> {
  const all: number[] = [];
  for (const [name, query] of Object.entries(filters)) {
    const own: number[] = [];
    for (let i = 0; i < repeats; i += 1) {
      own.push(...(await time(query)));
    }
    process.stdout.write(`${p95(own).toFixed(1).padStart(8)} ms  ${name}\n`);
    all.push(...own);
  }
  return all;
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

async function main() {
  await withPostgres(({ url: postgresUrl }) =>
    withPortal(
      async ({ url }) => {
        const untilMs = Date.now();
        await fillLog({
          databaseUrl: `${postgresUrl}/backstage_plugin_ml-models`,
          modelRef: `mlmodel:${PARAMS.namespace}/${PARAMS.name}`,
          records,
          untilMs,
        });
        const { pages, slices } = await measure(url, untilMs);
        report('logs', {
          records,
          firstPageP95Ms: rounded(p95(pages)),
          featureFilterSliceP95Ms: rounded(p95(slices)),
        });
      },
      { postgresUrl },
    ),
  );
}

runBench(main);
