import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { deploy, endpointOf } from '../journey/deploy';
import { predict } from '../journey/predict';
import { publishTinyModel } from '../journey/publishTinyModel';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';
import { withPortal } from '../portal/withPortal';
import { readNumbers } from '../measuring/options';
import { report } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const NAME = 'completeness';

/** An answer that says that there is no such record; all else is a failure. */
const notFoundSchema = z.object({ statusCode: z.literal(404) });

/** A window of five minutes, two until it is settled, one until it is collected. */
const SETTLED_WITHIN_MS = 10 * 60_000;

/**
 * Lets a model answer, kills its service at moments when it has not sent its
 * records yet, and compares what the portal says is missing with a recount: the
 * answers that callers got of which there is no record.
 */
async function main() {
  const { rounds, requests } = readNumbers({ rounds: 3, requests: 200 });
  await withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    const model = await publishTinyModel(user, { name: NAME });
    await deploy(user, model.params);
    const endpoint = await endpointOf(user, model.params);
    const version = await user.call(operations.getVersion, {
      params: { ...model.params, version: 1 },
    });
    const answered: string[] = [];
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < requests; i++) {
        const answer = await predict({ endpoint, name: NAME, version });
        answered.push(answer.inferenceId);
      }
      await killService(portal.dataDir);
      await waitFor('the service to answer again', () =>
        predict({ endpoint, name: NAME, version }).then(
          ({ inferenceId }) => answered.push(inferenceId),
          () => undefined,
        ),
      );
    }
    const completeness = await awaitSettled(user, model.params);
    const lost = await countLost(user, model.params, answered);
    const [{ expected, stored, missing }] = completeness.versions;
    report('completeness', {
      answered: answered.length,
      recountedMissing: lost,
      // Those that no service answered count too; the smoke test does not.
      reportedServed: expected,
      reportedStored: stored,
      reportedMissing: missing,
      disagreement: Math.abs(missing - lost),
    });
    await model.remove();
  });
}

/** SIGKILL: what the service has not sent is lost. */
async function killService(dataDir: string): Promise<void> {
  const file = join(dataDir, 'services/production/default', NAME, '1.pid');
  const [pid] = (await readFile(file, 'utf8')).match(/\d+/) ?? [];
  process.kill(-Number(pid), 'SIGKILL');
}

async function awaitSettled(
  user: PortalUser,
  params: { namespace: string; name: string },
) {
  const doneMs = Date.now();
  return waitFor(
    'the records to be compared',
    async () => {
      const completeness = await user.call(operations.getCompleteness, {
        params,
        query: { environment: 'production' },
      });
      return Date.parse(completeness.settledUntil) >= doneMs
        ? completeness
        : undefined;
    },
    { timeoutMs: SETTLED_WITHIN_MS },
  );
}

async function countLost(
  user: PortalUser,
  params: { namespace: string; name: string },
  answered: readonly string[],
): Promise<number> {
  let lost = 0;
  for (const id of answered) {
    lost += (await isStored(user, params, id)) ? 0 : 1;
  }
  return lost;
}

async function isStored(
  user: PortalUser,
  params: { namespace: string; name: string },
  id: string,
): Promise<boolean> {
  try {
    await user.call(operations.getInference, {
      params: { ...params, id, row: 0 },
    });
    return true;
  } catch (error) {
    if (notFoundSchema.safeParse(error).success) {
      return false;
    }
    throw error;
  }
}

runBench(main);
