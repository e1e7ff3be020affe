import { performanceComparisonSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { timeEvidently } from '../drift/timeEvidently';
import { WideModel, WideRecord } from '../drift/WideModel';
import { COLUMNS, makeRows } from '../drift/wideRows';
import { withPluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';
import { RunningPortal } from '../portal/startPortal';
import { waitForMerging } from '../portal/waitForMerging';
import { withPortal } from '../portal/withPortal';
import { readNumbers } from '../measuring/options';
import { timePercentile } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
const REFERENCE_ROWS = 1_000;

const { recordsPerHour, requests } = readNumbers({
  /** Of each of the two versions. */
  recordsPerHour: 20,
  requests: 100,
});

/** A week of records, the newest of this hour, as many in each. */
function spread(rows: readonly number[][], nowMs: number): WideRecord[] {
  return rows.map((row, i) => ({
    row,
    timeMs: Math.floor(
      nowMs - ((rows.length - i) / rows.length) * WEEK_HOURS * HOUR_MS,
    ),
  }));
}

/** @returns milliseconds at the HTTP API, of both versions' features compared */
async function timeApi(portal: RunningPortal, rows: number[][][]) {
  const user = await PortalUser.signIn(portal.url);
  const model = await WideModel.prepare(user);
  const nowMs = Date.now();
  const reference = rows[0].slice(0, REFERENCE_ROWS);
  const older = await model.register(reference);
  const newer = await model.register(reference);
  await model.report(older, spread(rows[0], nowMs));
  await model.report(newer, spread(rows[1], nowMs));
  await withPluginDatabase(portal, waitForMerging);
  const query = new URLSearchParams({
    environment: 'production',
    version: String(newer),
    against: 'version',
    againstVersion: String(older),
    from: new Date(nowMs - WEEK_HOURS * HOUR_MS).toISOString(),
  });
  const path = `/api/ml-models/models/default/${model.name}/performance/comparison?${query}`;
  const compare = () => user.fetchJson(path);
  const { drift } = performanceComparisonSchema.parse(await compare());
  const drifted = drift.filter(({ decision }) => decision === 'drift');
  process.stdout.write(
    `${drift.length} features of ${drift[0].n} and ${drift[0].baselineN} records compared, ${drifted.length} have drifted\n`,
  );
  if (drift.length !== COLUMNS) {
    throw new Error(`${COLUMNS} features should have been compared`);
  }
  return timePercentile(0.95, requests, compare);
}

/** Two versions of 1,000 features over a week, and the same rows by Evidently. */
async function main() {
  const rows = [1, 2].map(version =>
    makeRows(version, recordsPerHour * WEEK_HOURS),
  );
  const apiP95Ms = await withPortal(portal => timeApi(portal, rows));
  process.stdout.write(
    `p95 at the API ${Math.round(
      apiP95Ms,
    )} ms; now Evidently compares the same rows, which takes minutes\n`,
  );
  const evidentlyMs = await timeEvidently(rows[0], rows[1]);
  process.stdout.write(`Evidently took ${Math.round(evidentlyMs)} ms\n`);
  report('drift', {
    apiP95Ms: rounded(apiP95Ms),
    evidentlyRatio: rounded(evidentlyMs / apiP95Ms),
  });
}

runBench(main);
