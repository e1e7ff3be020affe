import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitPush, deploy, endpointOf } from '../src/journey/deploy';
import { awaitRecord, predict } from '../src/journey/predict';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { waitFor } from '../src/portal/waitFor';
import { expect, test } from './portalTest';

const INPUTS = { x: 2.5, colour: 'red' };

test('a second version takes over and no caller sees a failed request', async ({
  user,
}) => {
  const model = await publishTinyModel(user, { name: 'takeover' });
  const first = await deploy(user, model.params);
  expect(first).toMatchObject({ status: 'live', version: 1 });
  const endpoint = await endpointOf(user, model.params);
  const version = await user.call(operations.getVersion, {
    params: { ...model.params, version: 1 },
  });

  const answeredBy = new Set<string>();
  const failures: string[] = [];
  let sent = 0;
  let going = true;
  const callers = Array.from({ length: 4 }, async () => {
    while (going) {
      const response = await fetch(`${endpoint}/v2/models/takeover/infer`, {
        method: 'POST',
        body: JSON.stringify({
          inputs: [
            { name: 'x', shape: [1], datatype: 'FP64', data: [2.5] },
            { name: 'colour', shape: [1], datatype: 'BYTES', data: ['red'] },
          ],
        }),
      });
      const answer = await response.text();
      if (response.status !== 200) {
        failures.push(`${response.status} ${answer}`);
      }
      answeredBy.add(response.headers.get('x-noshelfware-version') ?? 'none');
      sent += 1;
    }
  });
  const pushed = await awaitPush(user, model, { delayMs: 1 });
  const second = await deploy(user, model.params, { version: pushed.version });
  await waitFor('version 2 to answer', async () =>
    answeredBy.has('2') ? true : undefined,
  );
  going = false;
  await Promise.all(callers);

  expect(failures).toEqual([]);
  expect(second).toMatchObject({ status: 'live', version: 2 });
  expect(sent).toBeGreaterThan(20);
  expect([...answeredBy].sort()).toEqual(['1', '2']);
  const { inferenceId } = await predict({
    endpoint,
    name: 'takeover',
    version,
    inputs: INPUTS,
  });
  const record = await awaitRecord(user, model.params, inferenceId);
  expect(record).toMatchObject({ version: 2, status: 'ok', inputs: INPUTS });
  await model.remove();
});

test('a push goes to the first environment by itself', async ({ user }) => {
  const model = await publishTinyModel(user, { name: 'pushed' });

  const ended = await awaitPush(user, model, { delayMs: 1 });

  expect(ended).toMatchObject({ status: 'live', environment: 'staging' });
  await model.remove();
});

const FAILURES = [
  {
    name: 'failing-test',
    behaviour: { failStage: 'test' },
    step: 'test',
    tells: /test fails because behaviour\.json says so/,
  },
  {
    name: 'failing-gate',
    behaviour: { minimumAccuracy: 1.1 },
    step: 'evaluate',
    tells: /accuracy .* is below 1\.1/,
  },
  {
    name: 'crashing-service',
    behaviour: { exitOnStart: 3 },
    step: 'start',
    tells: /exiting with 3 on start/,
  },
];

for (const { name, behaviour, step, tells } of FAILURES) {
  test(`${name}: the old version keeps serving and the log tells why`, async ({
    user,
  }) => {
    const model = await publishTinyModel(user, { name });
    await deploy(user, model.params);
    const commit = await model.push(behaviour);

    const failed = await deploy(user, model.params, { commit });

    expect(failed.status).toBe('failed');
    expect(failed.failure?.step).toBe(step);
    expect(failed.failure?.stillServing).toMatch(/Version 1/i);
    const log = await user.call(operations.readStepLog, {
      params: { id: failed.id, step },
    });
    expect(
      [failed.failure?.message, failed.failure?.firstErrorLine, log.text].join(
        '\n',
      ),
    ).toMatch(tells);
    const version = await user.call(operations.getVersion, {
      params: { ...model.params, version: 1 },
    });
    const endpoint = await endpointOf(user, model.params);
    const { outputs } = await predict({ endpoint, name, version });
    expect(outputs.map(output => output.name)).toEqual(['above', 'score']);
    await model.remove();
  });
}

test('an input of the wrong shape is refused, and recorded as a failure', async ({
  user,
}) => {
  const model = await publishTinyModel(user, { name: 'wrong-shape' });
  await deploy(user, model.params);
  const endpoint = await endpointOf(user, model.params);

  const response = await fetch(`${endpoint}/v2/models/wrong-shape/infer`, {
    method: 'POST',
    body: JSON.stringify({
      inputs: [{ name: 'x', shape: [1], datatype: 'FP64', data: [1] }],
    }),
  });

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: "input 'colour' is missing" });
  const groups = await waitFor('the exception', async () => {
    const { items } = await user.call(operations.listExceptions, {
      params: model.params,
    });
    return items.length ? items : undefined;
  });
  expect(groups).toEqual([
    expect.objectContaining({ type: 'InvalidInput', count: 1, versions: [1] }),
  ]);
  await model.remove();
});
