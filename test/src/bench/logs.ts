import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { fillDays } from '../dashboard/fillDays';
import { FILLED_DAYS, fillLog } from '../ingest/fillLog';
import { prepareModel } from '../ingest/prepareModel';
import {
  EXCEPTION_FILTERS,
  FEATURE_FILTERS,
  Filters,
  HISTOGRAM_FILTERS,
  indexedFilters,
  TEXT_FILTERS,
} from '../logs/filters';
import { LogReader } from '../logs/LogReader';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';
import { withPostgres } from '../portal/withPostgres';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const { records, repeats } = readNumbers({
  records: 10_000_000,
  /** How often each page is asked for. */
  repeats: 20,
});

/** One each five minutes: profiles then have as many windows as they can. */
const PROFILED_RECORDS_PER_DAY = 288;

/**
 * @returns milliseconds, of the filter that is slowest at its 95th percentile,
 *   for one slow filter among many fast ones is what people notice
 */
async function timeWorst(
  what: string,
  filters: Filters,
  time: (query: InferenceQuery) => Promise<number[]>,
): Promise<number> {
  let worst = { name: '', ms: 0 };
  for (const [name, query] of Object.entries(filters)) {
    const took: number[] = [];
    for (let i = 0; i < repeats; i += 1) {
      took.push(...(await time(query)));
    }
    const ms = percentileOf(took, 0.95);
    process.stdout.write(`${ms.toFixed(1).padStart(8)} ms  ${name}\n`);
    if (ms > worst.ms) worst = { name, ms };
  }
  process.stdout.write(`Slowest of ${what}: ${worst.name}\n`);
  return rounded(worst.ms);
}

async function measure(reader: LogReader, untilMs: number) {
  const filters = indexedFilters(untilMs, await reader.findNewest());
  return {
    textP95Ms: await timeWorst('texts in exceptions', TEXT_FILTERS, query =>
      reader.timePage(query),
    ),
    exceptionsP95Ms: await timeWorst('exceptions', EXCEPTION_FILTERS, query =>
      reader.timeExceptions(query),
    ),
    histogramP95Ms: await timeWorst('histograms', HISTOGRAM_FILTERS, query =>
      reader.timeHistogram(query),
    ),
    firstPageP95Ms: await timeWorst('first pages', filters, query =>
      reader.timePage(query),
    ),
    featureFilterSliceP95Ms: await timeWorst(
      'feature comparisons',
      FEATURE_FILTERS,
      query => reader.timeSlices(query),
    ),
  };
}

/** The Logs tab of a model with a long log in PostgreSQL. */
async function main() {
  const figures = await withPostgres(({ url: postgresUrl }) =>
    withPortal(
      async ({ url }) => {
        const user = await PortalUser.signIn(url);
        const target = await prepareModel(user);
        await fillDays({
          url,
          days: FILLED_DAYS,
          recordsPerDay: PROFILED_RECORDS_PER_DAY,
          targetOf: () => target,
        });
        const untilMs = Date.now();
        await fillLog({
          databaseUrl: `${postgresUrl}/backstage_plugin_ml-models`,
          modelRef: target.modelRef,
          records,
          untilMs,
        });
        // Filling takes longer than a session lasts.
        const reader = await PortalUser.signIn(url);
        return measure(new LogReader(reader, target.params), untilMs);
      },
      { postgresUrl },
    ),
  );
  report('logs', { records, ...figures });
}

runBench(main);
