import { performanceComparisonSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { askEvidently } from '../drift/askEvidently';
import { WideModel, WideRecord } from '../drift/WideModel';
import { COLUMNS, makeRows } from '../drift/wideRows';
import { onEachDatabase, PortalOnDatabase } from '../portal/onEachDatabase';
import { withPluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';
import { waitForMerging } from '../portal/waitForMerging';
import { readNumbers } from '../measuring/options';
import { timePercentile } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { worseOf } from '../measuring/worseOf';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
const REFERENCE_ROWS = 1_000;

/**
 * Share of features on which both have to decide alike. Columns have shifted by
 * half a standard deviation or not at all, which is far from both thresholds: an
 * unlucky one in a hundred is the error rate that our own verdicts are held to.
 */
const AGREEMENT_MIN = 0.99;

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

/** Compares both versions' features at the HTTP API. */
async function askApi(portal: PortalOnDatabase, rows: number[][][]) {
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
  if (drift.length !== COLUMNS) {
    throw new Error(`${COLUMNS} features should have been compared`);
  }
  const drifted = drift.filter(({ decision }) => decision === 'drift');
  process.stdout.write(
    `${drift[0].n} records were compared with ${drift[0].baselineN}\n`,
  );
  return {
    apiP95Ms: await timePercentile(0.95, requests, compare),
    drifted: drifted.map(({ feature }) => feature.replace('inputs.', '')),
  };
}

/** @returns the share of all features on which both decide alike */
function agreementOf(a: readonly string[], b: readonly string[]): number {
  const both = new Set(a.filter(feature => b.includes(feature))).size;
  return 1 - (a.length + b.length - 2 * both) / COLUMNS;
}

/** Two versions of 1,000 features over a week, and the same rows by Evidently. */
async function main() {
  const rows = [1, 2].map(version =>
    makeRows(version, recordsPerHour * WEEK_HOURS),
  );
  const { sqlite, postgres } = await onEachDatabase(portal =>
    askApi(portal, rows),
  );
  process.stdout.write(
    'Now Evidently compares the same rows, which takes minutes\n',
  );
  const evidently = await askEvidently(rows[0], rows[1]);
  const [sqliteAgreement, postgresAgreement] = [sqlite, postgres].map(
    ({ drifted }) => agreementOf(drifted, evidently.drifted),
  );
  const evidentlyAgreement = Math.min(sqliteAgreement, postgresAgreement);
  const slowest = Math.max(sqlite.apiP95Ms, postgres.apiP95Ms);
  report('drift', {
    drifted: sqlite.drifted.length,
    evidentlyDrifted: evidently.drifted.length,
    evidentlyAgreement,
    ...worseOf({ apiP95Ms: sqlite.apiP95Ms }, { apiP95Ms: postgres.apiP95Ms }),
    evidentlyRatio: rounded(evidently.milliseconds / slowest),
  });
  if (evidentlyAgreement < AGREEMENT_MIN) {
    throw new Error(
      `Evidently decides alike on ${evidentlyAgreement} of the features only`,
    );
  }
}

runBench(main);
