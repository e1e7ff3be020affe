import { drawFirstChart } from '../dashboard/drawFirstChart';
import { fillDays } from '../dashboard/fillDays';
import { markEvents } from '../dashboard/markEvents';
import { IngestTarget, prepareModel } from '../ingest/prepareModel';
import { SLICED_MODEL, withSlicedModel } from '../ingest/withSlicedModel';
import { onEachDatabase, PortalOnDatabase } from '../portal/onEachDatabase';
import { withPluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';
import { waitForMerging } from '../portal/waitForMerging';
import { readNumbers } from '../measuring/options';
import { timePercentile } from '../measuring/percentile';
import { report } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { worseOf } from '../measuring/worseOf';

const DAY_MS = 24 * 60 * 60 * 1000;
const VERSIONS = 3;

const { days, recordsPerDay, requests, loads } = readNumbers({
  /** Looked at; as many before them are there to be compared with. */
  days: 90,
  recordsPerDay: 1_000,
  /** How often everything that the tab asks for is asked for again. */
  requests: 100,
  /** How often the tab is opened with an empty cache; the slowest counts. */
  loads: 10,
});

/** A model with releases at even distances, the first of them long ago. */
async function fill(portal: PortalOnDatabase, user: PortalUser) {
  const daysPerVersion = days / VERSIONS;
  const targets: IngestTarget[] = [];
  for (let run = 1; run <= VERSIONS; run += 1) {
    targets.push(
      await prepareModel(user, { name: SLICED_MODEL, runId: `run-${run}` }),
    );
  }
  await fillDays({
    url: portal.url,
    days: 2 * days,
    recordsPerDay,
    targetOf: daysAgo =>
      targets[Math.max(0, VERSIONS - 1 - Math.floor(daysAgo / daysPerVersion))],
  });
  const nowMs = Date.now();
  const releases = targets.map((target, i) => ({
    target,
    liveMs: Math.floor(nowMs - (VERSIONS - i) * daysPerVersion * DAY_MS),
  }));
  await withPluginDatabase(portal, async database => {
    await markEvents(database, releases);
    await waitForMerging(database);
  });
}

async function measure(portal: PortalOnDatabase) {
  const user = await PortalUser.signIn(portal.url);
  await fill(portal, user);
  const until = new Date();
  const from = new Date(until.getTime() - days * DAY_MS);
  const view = new URLSearchParams({
    range: `${from.toISOString()}..${until.toISOString()}`,
    compare: 'previous',
  });
  const drawn = await drawFirstChart(
    portal.url,
    `/catalog/default/mlmodel/${SLICED_MODEL}/performance?${view}`,
    loads,
  );
  const asked = drawn[drawn.length - 1].requests;
  process.stdout.write(`The tab asks for\n${asked.join('\n')}\n`);
  return {
    apiP95Ms: await timePercentile(0.95, requests, () =>
      Promise.all(asked.map(path => user.fetchJson(path))),
    ),
    firstChartMs: Math.max(...drawn.map(({ firstChartMs }) => firstChartMs)),
  };
}

/**
 * The Performance tab of a model over 90 days and the 90 before: three versions,
 * failures, late outcomes, slices and markers; all that it asks for, and its
 * first chart.
 */
async function main() {
  const { sqlite, postgres } = await withSlicedModel(environment =>
    onEachDatabase(measure, { environment }),
  );
  report('dashboard', worseOf(sqlite, postgres));
}

runBench(main);
