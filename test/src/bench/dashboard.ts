import { drawFirstChart } from '../dashboard/drawFirstChart';
import { fillDays } from '../dashboard/fillDays';
import { prepareModel } from '../ingest/prepareModel';
import { SLICED_MODEL, withSlicedModel } from '../ingest/withSlicedModel';
import { withPluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';
import { RunningPortal } from '../portal/startPortal';
import { waitForMerging } from '../portal/waitForMerging';
import { withPortal } from '../portal/withPortal';
import { readNumbers } from '../measuring/options';
import { timePercentile } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const DAY_MS = 24 * 60 * 60 * 1000;

const { days, recordsPerHour, requests, loads } = readNumbers({
  days: 90,
  recordsPerHour: 10,
  /** How often everything that the tab asks for is asked for again. */
  requests: 100,
  /** How often the tab is opened; the median counts. */
  loads: 5,
});

async function measure(portal: RunningPortal) {
  const user = await PortalUser.signIn(portal.url);
  const target = await prepareModel(user, { name: SLICED_MODEL });
  await fillDays({ url: portal.url, target, days, recordsPerHour });
  await withPluginDatabase(portal, waitForMerging);
  const until = new Date();
  const from = new Date(until.getTime() - days * DAY_MS);
  const range = `range=${from.toISOString()}..${until.toISOString()}`;
  const drawn = await drawFirstChart(
    portal.url,
    `/catalog/default/mlmodel/${SLICED_MODEL}/performance?${range}`,
    loads,
  );
  const asked = drawn[drawn.length - 1].requests;
  process.stdout.write(`The tab asks for\n${asked.join('\n')}\n`);
  const apiP95Ms = await timePercentile(0.95, requests, () =>
    Promise.all(asked.map(path => user.fetchJson(path))),
  );
  const sorted = drawn.map(it => it.firstChartMs).sort((a, b) => a - b);
  return { apiP95Ms, firstChartMs: sorted[Math.floor(sorted.length / 2)] };
}

/** The Performance tab of a model over 90 days: all that it asks for, and its first chart. */
async function main() {
  const { apiP95Ms, firstChartMs } = await withSlicedModel(environment =>
    withPortal(measure, { environment }),
  );
  report('dashboard', {
    apiP95Ms: rounded(apiP95Ms),
    firstChartMs: rounded(firstChartMs),
  });
}

runBench(main);
