import {
  performanceQuerySchema,
  performanceSlicesSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailure,
  aFeedback,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { hashValue } from '../../hashValue';
import {
  aFlight,
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { rollUpProfiles } from '../profile/rollUpProfiles';
import { getSlices } from './getSlices';

const DAY_MS = 24 * 60 * 60 * 1000;
const RANGE = {
  from: new Date(NOON_MS - DAY_MS).toISOString(),
  until: new Date(NOON_MS + DAY_MS).toISOString(),
};

async function readSlices(
  knex: Knex,
  nowMs: number,
  redact?: Parameters<typeof getSlices>[4],
) {
  const { dimensions } = performanceSlicesSchema.parse(
    await getSlices(
      knex,
      FLIGHT_DELAY,
      performanceQuerySchema.parse(RANGE),
      nowMs,
      redact,
    ),
  );
  return dimensions.map(({ feature, slices }) => ({
    feature,
    requests: slices.map(({ value, totals }) => [value, totals.requests]),
    slices: new Map(slices.map(it => [it.value, it.totals])),
  }));
}

describeEachDatabase('getSlices', openDatabase => {
  it('tells values from before a rule redacted them as other, and all others still', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS }, [
      'inputs.carrier',
    ]);
    const hashed = hashValue('UA', 'key');
    const carried = (carrier: string) => ({
      inputs: { ...aFlight(0).inputs, carrier },
      outputs: { delayed: true, probability: 0.9 },
    });
    const known = ['UA', 'AA', hashed];
    await model.freeze(
      1,
      Array.from({ length: 600 }, (_, i) => carried(known[i % known.length])),
    );
    await model.write(
      ['UA', 'AA', 'AA', hashed, 'new'].map((carrier, serial) =>
        anInference({ serial, ...carried(carrier) }),
      ),
    );
    const read = async (path: string, how: 'hash' | 'drop') => {
      const [carrier] = await readSlices(knex, NOON_MS, [{ path, how }]);
      return carrier.requests;
    };
    expect(await read('inputs.carrier', 'hash')).toEqual([
      ['other', 4],
      [hashed, 1],
    ]);
    expect(await read('inputs.carrier', 'drop')).toEqual([['other', 5]]);
    expect(await read('inputs.carriers', 'hash')).toHaveLength(4);
  });

  it('tells carriers apart: their traffic, errors, latency and quality', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now, ['inputs.carrier']);
    await model.freeze(1, aReference());
    const carried = (serial: number, carrier: string) =>
      anInference({
        serial,
        durationMs: carrier === 'UA' ? 40 : 10,
        inputs: { ...aFlight(0).inputs, carrier },
        outputs: { delayed: true, probability: 0.9 },
      });
    const right = carried(1, 'UA');
    const wrong = carried(2, 'AA');
    await model.write(
      [
        right,
        wrong,
        carried(3, 'AA'),
        carried(4, 'AA'),
        carried(5, 'never seen'),
        aFailure({
          serial: 6,
          inputs: { carrier: 'UA' },
          durationMs: undefined,
        }),
        aFailure({ serial: 7, inputs: {} }),
      ],
      [
        aFeedback(right, { target: { delayed: true } }),
        aFeedback(wrong, { target: { delayed: false } }),
      ],
    );
    const check = async () => {
      const [carrier, ...others] = await readSlices(knex, now.ms);
      expect(others).toEqual([]);
      expect(carrier.feature).toBe('inputs.carrier');
      expect(carrier.requests).toEqual([
        ['AA', 3],
        ['UA', 2],
        ['other', 1],
        ['missing', 1],
      ]);
      expect(carrier.slices.get('UA')).toMatchObject({
        errors: 1,
        labels: 1,
        accuracy: 1,
        timed: 1,
        p50Ms: expect.closeTo(40, 0),
      });
      expect(carrier.slices.get('AA')).toMatchObject({
        errors: 0,
        labels: 1,
        labelsMissing: 2,
        accuracy: 0,
        p50Ms: expect.closeTo(10, 0),
      });
    };
    await check();
    // Merged, and then lengthened.
    for (const later of [DAY_MS, 3 * DAY_MS]) {
      now.ms = NOON_MS + later;
      await rollUpProfiles({ knex, nowMs: now.ms });
      await check();
    }
    // A correction is taken out of the slice that it had been counted in.
    await model.write(
      [],
      [aFeedback(wrong, { target: { delayed: true }, observedMs: now.ms })],
    );
    const [carrier] = await readSlices(knex, now.ms);
    expect(carrier.slices.get('AA')).toMatchObject({ labels: 1, accuracy: 1 });
  });

  it('takes a correction out of no slice that was chosen after the outcome', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const slices: string[] = [];
    const model = await aMonitoredModel(knex, now, slices);
    await model.freeze(1, aReference());
    const [first, second] = [1, 2].map(serial =>
      anInference({
        serial,
        inputs: { ...aFlight(0).inputs, carrier: 'AA' },
        outputs: { delayed: true, probability: 0.9 },
      }),
    );
    const outcome = (delayed: boolean) =>
      aFeedback(first, { target: { delayed }, observedMs: now.ms });
    await model.write([first], [outcome(false)]);
    slices.push('inputs.carrier');
    now.ms += 60_000;
    await model.write([second], [outcome(true)]);
    const labels = async () => {
      const [carrier] = await readSlices(knex, now.ms);
      return carrier.slices.get('AA');
    };
    expect(await labels()).toMatchObject({ labels: 1, accuracy: 1 });
    now.ms += 60_000;
    await model.write([], [outcome(false)]);
    expect(await labels()).toMatchObject({ labels: 1, accuracy: 0 });
  });

  it('asks for slices while it holds no connection, which SQLite has one of', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now, async () => {
      await knex('inference_models').first();
      return ['inputs.carrier'];
    });
    await model.freeze(1, aReference());
    await model.write([anInference()]);
    expect((await readSlices(knex, now.ms))[0].requests).toHaveLength(1);
  });

  it('tells twenty values apart and passes numbers over', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS }, [
      'inputs.gate',
      'inputs.distance',
      'inputs.nowhere',
      'outputs.delayed',
    ]);
    const inputs = (serial: number) => ({
      ...aFlight(serial).inputs,
      gate: `gate ${serial % 30}`,
    });
    await model.freeze(
      1,
      aReference().map((row, i) => ({ ...row, inputs: inputs(i) })),
    );
    await model.write(
      someInferences(60, { timeMs: NOON_MS }).map((inference, i) => ({
        ...inference,
        inputs: inputs(i),
      })),
    );
    const dimensions = await readSlices(knex, NOON_MS);
    expect(dimensions.map(({ feature }) => feature)).toEqual(['inputs.gate']);
    expect(dimensions[0].requests).toHaveLength(20 + 1);
    expect(dimensions[0].requests[0]).toEqual(['other', 20]);
  });
});
