import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aModelReport,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { InMemoryBaselineFreezer } from '../__testUtils__/InMemoryBaselineFreezer';
import { DatabaseRegisteredPolicies } from '../versions/DatabaseRegisteredPolicies';
import { prepareRegistration } from '../versions/prepareRegistration';
import { registerVersion } from '../versions/registerVersion';
import { INGEST_TOKEN, startReceiver } from './__testUtils__/startReceiver';
import { ModelKeys } from './ModelKeys';
import { RecordPolicy, RedactionRule } from './ModelPolicySource';
import { PolicyReferenceRedactor } from './PolicyReferenceRedactor';
import { readStoredValues } from './store/storedValues';

const RAW = { crew: 'Ada' };
const HASHED = { crew: expect.stringMatching(/^hmac:[0-9a-f]{32}$/) };
const DROPPED = {};

/** Longer than policies are kept in memory. */
const LONG_MS = 60_000;

function aPolicy(how?: RedactionRule['how'], sample = 1): RecordPolicy {
  const rule = (path: string) => (how ? [{ path, how }] : []);
  return {
    sample,
    redact: [...rule('inputs.crew'), ...rule('outputs.crew')],
  };
}

describeEachDatabase(
  'the policy that a version was registered under',
  openDatabase => {
    let knex: Knex;
    let entity: RecordPolicy;
    let live: number[];
    let baselines: InMemoryBaselineFreezer;
    let sent: number;
    let receiver: Awaited<ReturnType<typeof startReceiver>>;

    const policies = {
      find: async () => ({ retentionDays: 30, ...entity }),
    };

    beforeEach(async () => {
      knex = await openDatabase();
      entity = aPolicy();
      live = [];
      baselines = new InMemoryBaselineFreezer();
      sent = 0;
      let nowMs = 0;
      receiver = await startReceiver({
        knex,
        nowMs: () => NOON_MS,
        policies,
        registered: new DatabaseRegisteredPolicies({
          database: knex,
          live: { list: async () => live.map(version => ({ version })) },
          now: () => {
            nowMs += LONG_MS;
            return nowMs;
          },
        }),
      });
    });

    afterEach(() => receiver.close());

    async function register(policy: RecordPolicy): Promise<void> {
      entity = policy;
      const modelKeys = new ModelKeys();
      const prepared = await prepareRegistration(
        knex,
        {
          modelRef: FLIGHT_DELAY,
          report: aModelReport(),
          referenceRows: [{ inputs: RAW, outputs: RAW }],
        },
        new PolicyReferenceRedactor({ modelKeys, policies }),
      );
      await knex.transaction(trx =>
        registerVersion(trx, prepared, { baselines, now: new Date(NOON_MS) }),
      );
    }

    /** @returns the id of the record, which is imported as a file or sent */
    async function send(
      version: string,
      values: Record<string, NamedValues>,
      url: string = receiver.recordsUrl,
    ): Promise<string> {
      sent += 1;
      const id = anInferenceId(NOON_MS, sent);
      const isImport = url === receiver.importsUrl;
      const search = new URLSearchParams({
        version,
        environment: 'production',
        ...(isImport ? { format: 'records' } : { model: FLIGHT_DELAY }),
      });
      const response = await fetch(`${url}?${search}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${INGEST_TOKEN}`,
          'content-type': isImport
            ? 'application/x-ndjson'
            : 'application/json',
        },
        body: JSON.stringify({ id, ...values }),
      });
      expect(response.status).toBe(200);
      return id;
    }

    /** @returns what is kept of the inputs of one record */
    async function keep(version: 'v-one' | 'v-two', url?: string) {
      const id = await send(version, { inputs: RAW, outputs: RAW }, url);
      const [inputs] = await knex('inference_records')
        .where({ inference_id: id })
        .pluck('inputs');
      return readStoredValues(inputs);
    }

    /** @returns what is kept of an outcome that waits for its prediction */
    async function keepOutcome() {
      const id = await send('v-one', { target: RAW });
      const [target] = await knex('pending_feedback')
        .where({ inference_id: id })
        .pluck('target');
      return readStoredValues(target);
    }

    it('is the one that its baseline was redacted by', async () => {
      await register(aPolicy('hash', 0.5));
      expect(baselines.frozen).toMatchObject([
        { referenceRows: [{ inputs: HASHED }] },
      ]);
      const [stored] = await knex('versions').pluck('logging_policy');
      expect(JSON.parse(stored)).toEqual(aPolicy('hash', 0.5));
    });

    it.each<['sent' | 'imported']>([['sent'], ['imported']])(
      'holds for what is %s of it after the model has lost its rules',
      async how => {
        await register(aPolicy('hash'));
        entity = aPolicy();
        const url = how === 'sent' ? receiver.recordsUrl : receiver.importsUrl;
        expect(await keep('v-one', url)).toEqual(HASHED);
        await register(aPolicy());
        expect(await keep('v-one', url)).toEqual(HASHED);
        expect(await keep('v-two', url)).toEqual(RAW);
      },
    );

    it('holds for what keeps its body after the share has grown', async () => {
      await register(aPolicy(undefined, 0));
      entity = aPolicy();
      expect(await keep('v-one')).toBeUndefined();
      expect(await keep('v-two')).toEqual(RAW);
    });

    it('gives way to a stricter one of the model at once', async () => {
      await register(aPolicy());
      expect(await keep('v-one')).toEqual(RAW);
      entity = aPolicy('hash');
      expect(await keep('v-one')).toEqual(HASHED);
      entity = aPolicy('drop');
      expect(await keep('v-one')).toEqual(DROPPED);
      entity = aPolicy(undefined, 0);
      expect(await keep('v-one')).toBeUndefined();
    });

    it('leaves a version that has none to the policy of the model', async () => {
      await register(aPolicy('hash'));
      await knex('versions').update({ logging_policy: null });
      expect(await keep('v-one')).toEqual(HASHED);
      entity = aPolicy();
      expect(await keep('v-one')).toEqual(RAW);
    });

    it('holds for outcomes while the version is live or the newest', async () => {
      await register(aPolicy('hash'));
      entity = aPolicy();
      expect(await keepOutcome()).toEqual(HASHED);
      await register(aPolicy());
      live = [1];
      expect(await keepOutcome()).toEqual(HASHED);
      live = [2];
      expect(await keepOutcome()).toEqual(RAW);
      entity = aPolicy('drop');
      expect(await keepOutcome()).toEqual(DROPPED);
    });
  },
);
