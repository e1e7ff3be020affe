import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitPush, deploy, endpointOf } from '../journey/deploy';
import { publishTinyModel } from '../journey/publishTinyModel';
import { SteadyLoad } from '../journey/SteadyLoad';
import { TinyAnswer } from '../journey/TinyModelCaller';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';

const NAME = 'rollback';

/** The version that is rolled back. */
const NEWER = 2;

const { rollbacks, perSecond } = readNumbers({
  /** From the second version to the first; after each the second is deployed again. */
  rollbacks: 20,
  /** Requests that callers send meanwhile, whether they are answered or not. */
  perSecond: 200,
});

/**
 * Rolls back while callers go on asking, as the button does: how long it takes
 * from there to the last answer of the version that was live, and how many
 * requests fail meanwhile.
 */
async function main() {
  await withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    const model = await publishTinyModel(user, { name: NAME });
    assertLive(await deploy(user, model.params));
    assertLive(await awaitPush(user, model, { boundaryShift: 0.1 }));
    assertLive(await deploy(user, model.params, { version: NEWER }));
    const load = new SteadyLoad({
      endpoint: await endpointOf(user, model.params),
      name: NAME,
      perSecond,
    });
    const seconds: number[] = [];
    for (let i = 0; i < rollbacks; i += 1) {
      const pressedAt = performance.now();
      assertLive(await deploy(user, model.params, { trigger: 'rollback' }));
      seconds.push((load.lastAnswerMs(NEWER) - pressedAt) / 1000);
      assertLive(await deploy(user, model.params, { version: NEWER }));
    }
    await load.stop();
    await model.remove();
    reportRollbacks(seconds, load.answers);
  });
}

function assertLive({ status, failure }: Deployment): void {
  if (status !== 'live') {
    throw new Error(`A deployment ended ${status}: ${failure?.message}`);
  }
}

function reportRollbacks(
  seconds: readonly number[],
  answers: readonly TinyAnswer[],
): void {
  report('rollback', {
    rollbacks: seconds.length,
    seconds: rounded(Math.max(...seconds)),
    medianSeconds: rounded(percentileOf(seconds, 0.5)),
    requests: answers.length,
    failedRequests: answers.filter(({ ok }) => !ok).length,
  });
}

runBench(main);
