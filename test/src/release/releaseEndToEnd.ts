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
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';
import { isMiss, ReleaseResult, tellOfRelease } from './ReleaseResult';

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

/**
 * Releases versions while callers go on asking. Each is built by a push, answers a
 * tenth of the requests through the gateway, and is judged by what its records say.
 *
 * @param releases - of each kind
 */
export async function releaseEndToEnd(
  releases: number,
): Promise<ReleaseResult[]> {
  return withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    const model = await publishTinyModel(user, {
      name: NAME,
      behaviour: HARMLESS,
      guardrails: GUARDRAILS,
    });
    assertLive(await deploy(user, model.params));
    const endpoint = await endpointOf(user, model.params);
    const calls = callTinyModel(endpoint, NAME, CALLERS);
    const done: ReleaseResult[] = [];
    for (let round = 0; round < releases; round += 1) {
      for (const kind of KIND_NAMES) {
        const result = { kind, deployment: await release(user, model, kind) };
        done.push(result);
        tellOfRelease('End to end', result);
        if (isMiss(result)) {
          assertLive(await rollBack(user, model.params));
        }
      }
    }
    await calls.stop();
    await model.remove();
    return done;
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
