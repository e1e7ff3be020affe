import {
  Deployment,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { callTinyModel } from '../journey/callTinyModel';
import { awaitPush, deploy, endpointOf } from '../journey/deploy';
import {
  Behaviour,
  publishTinyModel,
  TinyModel,
} from '../journey/publishTinyModel';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';

const NAME = 'release';

/** Enough that each version gets the 500 requests that guardrails wait for. */
const CALLERS = 16;

/** Watched for less than the minute it is by default: a bench has not a day. */
const GUARDRAILS = { bake: 'PT5S' };

/** Long enough for three times as long to be more than a busy machine costs. */
const DELAY_MS = 10;

/** What each version does otherwise than the one before; nothing: it is healthy. */
const KINDS = {
  healthy: {},
  erring: { errorShare: 0.05 },
  slow: { delayMs: 3 * DELAY_MS },
  drifted: { boundaryShift: 1 },
} satisfies Record<string, Behaviour>;
type Kind = keyof typeof KINDS;

const KIND_NAMES: readonly Kind[] = ['erring', 'healthy', 'slow', 'drifted'];

const HARMLESS = { errorShare: 0, delayMs: DELAY_MS, boundaryShift: 0 };

interface Release {
  kind: Kind;
  deployment: Deployment;
}

/**
 * Releases versions of four kinds while callers go on asking: three that are to be
 * put back by themselves, and one that is not. Each is built by a push, answers a
 * tenth of the requests through the gateway, and is judged by what its records say.
 */
async function main() {
  const { releases } = readNumbers({
    /** Of each kind. */
    releases: 100,
  });
  await withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    const model = await publishTinyModel(user, {
      name: NAME,
      behaviour: HARMLESS,
      guardrails: GUARDRAILS,
    });
    assertLive(await deploy(user, model.params));
    const endpoint = await endpointOf(user, model.params);
    const calls = callTinyModel(endpoint, NAME, CALLERS);
    const done: Release[] = [];
    for (let round = 0; round < releases; round += 1) {
      for (const kind of KIND_NAMES) {
        const deployment = await release(user, model, kind);
        done.push({ kind, deployment });
        tell(done.length, { kind, deployment });
        if (isMiss({ kind, deployment })) {
          assertLive(await rollBack(user, model.params));
        }
      }
    }
    await calls.stop();
    await model.remove();
    reportReleases(done);
  });
}

/** Builds a version by a push, and releases it where callers are. */
async function release(
  user: PortalUser,
  model: TinyModel,
  kind: Kind,
): Promise<Deployment> {
  const built = await awaitPush(user, model, { ...HARMLESS, ...KINDS[kind] });
  assertLive(built);
  return deploy(user, model.params, { version: built.version });
}

async function rollBack(
  user: PortalUser,
  params: TinyModel['params'],
): Promise<Deployment> {
  const { items } = await user.call(operations.listDeployments, { params });
  const [, before] = items.filter(
    ({ environment, endedAt, version, status }) =>
      environment === 'production' &&
      endedAt !== undefined &&
      version !== undefined &&
      status !== 'failed',
  );
  return deploy(user, params, { version: before.version, trigger: 'rollback' });
}

function assertLive({ status, failure }: Deployment): void {
  if (status !== 'live') {
    throw new Error(`A deployment ended ${status}: ${failure?.message}`);
  }
}

/** Whether it should have been put back, and was not. */
function isMiss({ kind, deployment }: Release): boolean {
  return kind !== 'healthy' && deployment.status === 'live';
}

function isFalseAlarm({ kind, deployment }: Release): boolean {
  return kind === 'healthy' && deployment.status !== 'live';
}

function secondsOfCanary({ deployment }: Release): number {
  const step = deployment.steps.find(({ name }) => name === 'canary');
  return step?.startedAt && step.endedAt
    ? (Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000
    : 0;
}

function tell(count: number, { kind, deployment }: Release): void {
  const { status, failure } = deployment;
  process.stderr.write(
    `${count} ${kind}: ${status} ${failure?.message ?? ''}\n`,
  );
}

function reportReleases(done: readonly Release[]): void {
  const putBack = done.filter(({ deployment }) => deployment.status !== 'live');
  report('release', {
    releases: done.length,
    misses: done.filter(isMiss).length,
    falseAlarms: done.filter(isFalseAlarm).length,
    // A canary that is put back is one that callers got bad answers from.
    putBackP50Seconds: rounded(percentileOf(putBack.map(secondsOfCanary), 0.5)),
    putBackP95Seconds: rounded(
      percentileOf(putBack.map(secondsOfCanary), 0.95),
    ),
  });
}

runBench(main);
