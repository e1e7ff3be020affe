import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { fillDeployments } from '../deployments/fillDeployments';
import { IngestTarget, prepareModel } from '../ingest/prepareModel';
import { readNumbers } from '../measuring/options';
import { timePercentile } from '../measuring/percentile';
import { report } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { worseOf } from '../measuring/worseOf';
import { onEachDatabase, PortalOnDatabase } from '../portal/onEachDatabase';
import { withPluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';

const { deployments, repeats } = readNumbers({
  /** Of one model; two others have as many. */
  deployments: 10_000,
  /** How often each page is asked for. */
  repeats: 50,
});

/** Others are there to be left out. */
const OTHER_MODELS = ['mlmodel:default/other-1', 'mlmodel:default/other-2'];

/** Pages that are turned to get deep in. */
const DEEP_PAGES = 100;

async function findDeepCursor(user: PortalUser, target: IngestTarget) {
  let cursor: string | undefined;
  for (let page = 0; page < DEEP_PAGES; page += 1) {
    const { nextCursor } = await user.call(operations.listDeployments, {
      params: target.params,
      query: { cursor },
    });
    cursor = nextCursor ?? cursor;
  }
  return cursor;
}

/** What the Versions tab asks for of the deployments, by what it is. */
async function measure(portal: PortalOnDatabase) {
  const user = await PortalUser.signIn(portal.url);
  const target = await prepareModel(user);
  await withPluginDatabase(portal, async database => {
    for (const modelRef of [target.modelRef, ...OTHER_MODELS]) {
      await fillDeployments(database, { modelRef, deployments });
    }
  });
  const { params } = target;
  const timePage = (query: object) =>
    timePercentile(0.95, repeats, () =>
      user.call(operations.listDeployments, { params, query }),
    );
  const cursor = await findDeepCursor(user, target);
  return {
    firstPageP95Ms: await timePage({}),
    deepPageP95Ms: await timePage({ cursor }),
    environmentP95Ms: await timePage({ environment: 'staging' }),
    outcomeP95Ms: await timePage({ status: 'failed' }),
    bothP95Ms: await timePage({
      environment: 'staging',
      status: 'failed',
      cursor,
    }),
    statusP95Ms: await timePercentile(0.95, repeats, () =>
      user.call(operations.getModelStatus, { params }),
    ),
  };
}

/** The Versions tab of a model that was deployed thousands of times. */
async function main() {
  const { sqlite, postgres } = await onEachDatabase(measure);
  report('deployments-read', { deployments, ...worseOf(sqlite, postgres) });
}

runBench(main);
