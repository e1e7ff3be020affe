import assert from 'node:assert/strict';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { startPortal } from '../portal/startPortal';
import { createAndObserve } from '../journey/createAndObserve';
import { deploy } from '../journey/deploy';
import { awaitRecord, predict } from '../journey/predict';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';
import { inTenths } from './inTenths';

const PREDICTIONS = 50;

/** The main path without a browser; see `npm run demo` in the README. */
async function main() {
  const runningUrl = await findRunningPortal();
  const portal = runningUrl
    ? undefined
    : await timed('Starting a portal of its own', () =>
        startPortal({ sample: false }),
      );
  try {
    const url = runningUrl ?? portal?.url;
    if (url) await walk(url);
  } finally {
    await portal?.stop();
  }
}

async function walk(url: string) {
  const user = await timed(`Signing in at ${url}`, () =>
    PortalUser.signIn(url),
  );
  const name = await freeName(user);
  const params = { namespace: 'default', name };
  say(`Pressing Create for ${name}: template, pipeline, release`);
  const journey = await createAndObserve(user, { name });
  for (const { name: part, seconds } of journey.parts) {
    say(`    ${part.padEnd(10)} ${inTenths(seconds, 's').padStart(8)}`);
  }
  say(
    `  ${inTenths(
      journey.totalSeconds,
      's',
    )} from Create to a prediction in the log; it answers at ${
      journey.endpoint
    }`,
  );
  const version = await user.call(operations.getVersion, {
    params: { ...params, version: 1 },
  });
  const ids = await timed(`Predicting ${PREDICTIONS} more times`, async () => {
    const answers = [];
    for (let i = 0; i < PREDICTIONS; i += 1) {
      answers.push(
        await predict({ endpoint: journey.endpoint, name, version }),
      );
    }
    return answers.map(answer => answer.inferenceId);
  });
  const last = ids[ids.length - 1];
  const record = await timed('Reading the last of them in the log', () =>
    awaitRecord(user, params, last),
  );
  say(`  ${JSON.stringify(record.inputs)}`);
  say(
    `  → ${JSON.stringify(record.outputs)} in ${inTenths(
      record.durationMs,
      'ms',
    )}`,
  );
  await timed(
    'Seeing a request of the wrong shape refused with 400, and why in the log',
    async () => {
      const { status } = await fetch(
        `${journey.endpoint}/v2/models/${name}/infer`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ inputs: [] }),
        },
      );
      assert.equal(status, 400, 'A request of the wrong shape is refused');
      return waitFor('its exception', async () => {
        const { items } = await user.call(operations.listExceptions, {
          params,
        });
        return items[0];
      });
    },
  );
  const performance = await user.call(operations.getPerformance, { params });
  const { requests, errors, invalidRequests, p50Ms } = performance.totals;
  say(
    `  ${requests} requests: ${errors} failed, ${invalidRequests} refused as invalid; p50 ${inTenths(
      p50Ms,
      'ms',
    )}; verdict: ${performance.verdict.state}`,
  );
  await timed('Releasing version 1 again, without building', () =>
    deploy(user, params, { version: 1, environment: 'staging' }),
  );
  say(`See it at ${url}/catalog/default/mlmodel/${name}`);
  say(
    '  It counts in the portfolio as any model that somebody makes, until it is unregistered in the catalog',
  );
}

/** The portal of this folder, or one that the environment names. */
async function findRunningPortal(): Promise<string | undefined> {
  const { findNotedPortal } = await import(
    '../../../scripts/setup/runningPortal.mjs'
  );
  const { DATA_DIR } = await import('../../../scripts/setup/paths.mjs');
  const url = process.env.NOSHELFWARE_URL ?? findNotedPortal(DATA_DIR)?.url;
  const answers = url && (await isPortal(url));
  if (process.env.NOSHELFWARE_URL && !answers) {
    throw new Error(`No portal answers at NOSHELFWARE_URL, ${url}`);
  }
  return answers ? url : undefined;
}

async function isPortal(url: string): Promise<boolean> {
  return fetch(`${url}/.backstage/health/v1/readiness`).then(
    response => response.ok,
    () => false,
  );
}

async function freeName(user: PortalUser): Promise<string> {
  const { items } = await user.call(operations.listModels, {});
  const taken = new Set(items.map(({ modelRef }) => modelRef));
  let count = 1;
  while (taken.has(`mlmodel:default/demo-${count}`)) {
    count += 1;
  }
  return `demo-${count}`;
}

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await act();
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${what} (${inTenths(seconds, 's')})`);
  return result;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
