import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { INGEST_TOKEN, startReceiver } from './__testUtils__/startReceiver';
import { RedactionRule } from './ModelPolicySource';
import { readStoredValues } from './store/storedValues';

const CREW = { cause: 'crew shortage' };
const STORM = { cause: 'thunderstorm' };

const HASHED: RedactionRule = { path: 'outputs.cause', how: 'hash' };
const DROPPED: RedactionRule = { path: 'outputs.cause', how: 'drop' };

const HASH = { cause: expect.stringMatching(/^hmac:[0-9a-f]{32}$/) };

describeEachDatabase('feedback on what is redacted', openDatabase => {
  let knex: Knex;
  let rules: RedactionRule[];
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeEach(async () => {
    knex = await openDatabase();
    rules = [];
    receiver = await startReceiver({
      knex,
      nowMs: () => NOON_MS,
      policies: {
        find: async () => ({ retentionDays: 30, sample: 1, redact: rules }),
      },
    });
  });

  afterEach(() => receiver.close());

  async function send(serial: number, values: Record<string, NamedValues>) {
    const search = new URLSearchParams({
      model: FLIGHT_DELAY,
      version: 'v-one',
      environment: 'production',
    });
    const response = await fetch(`${receiver.recordsUrl}?${search}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${INGEST_TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ id: anInferenceId(NOON_MS, serial), ...values }),
    });
    expect(response.status).toBe(200);
  }

  const predict = (serial: number, outputs: NamedValues) =>
    send(serial, { inputs: { distance: 1 }, outputs });

  const observe = (serial: number, target: NamedValues) =>
    send(serial, { target });

  async function readTargets(
    table: 'inference_records' | 'pending_feedback',
  ): Promise<(NamedValues | undefined)[]> {
    const targets = await knex(table).orderBy('inference_id').pluck('target');
    return targets.map(readStoredValues);
  }

  async function readQuality(): Promise<Record<string, number>> {
    const [outcomes] = await knex('profile_windows').pluck('outcomes');
    return JSON.parse(outcomes);
  }

  it('is hashed as the output is, waiting or joined, and still compared', async () => {
    rules = [HASHED];
    await observe(1, CREW);
    await observe(2, STORM);
    expect(await readTargets('pending_feedback')).toEqual([HASH, HASH]);
    await predict(1, CREW);
    await predict(2, CREW);
    expect(await readTargets('pending_feedback')).toEqual([]);
    const [right, wrong] = await readTargets('inference_records');
    const [outputs] = await knex('inference_records')
      .orderBy('inference_id')
      .pluck('outputs');
    expect(right).toEqual(HASH);
    expect(right).toEqual(readStoredValues(outputs));
    expect(wrong).toEqual(HASH);
    expect(wrong).not.toEqual(right);
    expect(await readQuality()).toMatchObject({
      labels: 2,
      'class.correct': 1,
      'class.wrong': 1,
    });
  });

  it('is dropped as the output is, and counts for no quality', async () => {
    rules = [DROPPED];
    await observe(1, CREW);
    expect(await readTargets('pending_feedback')).toEqual([{}]);
    await predict(1, CREW);
    await predict(2, CREW);
    await observe(2, STORM);
    expect(await readTargets('inference_records')).toEqual([{}, {}]);
    expect(await readQuality()).toEqual({});
  });

  it('obeys a rule of its own', async () => {
    rules = [{ path: 'target.cause', how: 'drop' }];
    await predict(1, { minutes: 40 });
    await observe(1, { minutes: 45, ...CREW });
    expect(await readTargets('inference_records')).toEqual([{ minutes: 45 }]);
  });

  it.each<[string, RedactionRule[], RedactionRule[]]>([
    ['stricter', [], [HASHED]],
    ['looser', [HASHED], []],
  ])(
    'is compared with no prediction from before the policy was %s',
    async (_, before, after) => {
      rules = before;
      await predict(1, CREW);
      rules = after;
      await observe(1, CREW);
      expect(await readTargets('inference_records')).toHaveLength(1);
      expect(await readQuality()).toEqual({});
    },
  );
});
