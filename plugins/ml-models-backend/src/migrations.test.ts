import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  aFailure,
  aFeedback,
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from './__testUtils__/eachDatabase';
import { aStoredLog } from './inference/__testUtils__/aStoredLog';
import { findSegments } from './inference/store/Segments';
import { packCounts } from './performance/binning/packCounts';

const directory = resolvePackagePath(
  '@noshelfware/backstage-plugin-ml-models-backend',
  'migrations',
);
const DAY_MS = 24 * 60 * 60 * 1000;

describeEachDatabase('migrations', openDatabase => {
  it('can be undone and done again', async () => {
    const knex = await openDatabase();
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('versions')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('versions')).toBe(true);
  });

  it('move inference records into partitions and back, and lose none', async () => {
    const knex = await openDatabase();
    const inferences = [
      anInference({ serial: 1 }),
      aFailure({ serial: 2, timeMs: NOON_MS - 3 * DAY_MS }),
      anInference({ serial: 3, traffic: 'shadow', version: 2 }),
    ];
    const { model } = await aStoredLog(
      knex,
      inferences,
      inferences.map(each => aFeedback(each)),
    );
    const before = await readRecords(knex);
    expect(before).toHaveLength(3);

    await undo(knex, '20261125000102_inference_search.js');
    await undo(knex, '20261125000101_inference_partitions.js');
    expect(await readRecords(knex)).toEqual(before);

    await knex.migrate.latest({ directory });
    expect(await readRecords(knex)).toEqual(before);
    expect(await findSegments(knex, model.modelKey, {})).toHaveLength(2);
    await aStoredLog(knex, inferences);
    expect(await readRecords(knex)).toEqual(before);
  });

  it('tell deployments that were rejected from those that were cancelled', async () => {
    const knex = await openDatabase();
    await undo(knex, '20261126000130_rejected_deployments.js');
    const decisions = { r: 'rejected', a: 'approved', n: null };
    for (const [id, approval] of Object.entries(decisions)) {
      await knex('deployments').insert({
        id,
        approval,
        status: 'cancelled',
        model_ref: 'mlmodel:default/delay',
        environment: 'production',
        trigger: 'manual',
        created_at: new Date(NOON_MS),
        runtime: 'local',
      });
    }
    const statuses = () =>
      knex('deployments').orderBy('id').pluck<string[]>('status');

    await knex.migrate.latest({ directory });
    expect(await statuses()).toEqual(['cancelled', 'cancelled', 'rejected']);

    await undo(knex, '20261126000130_rejected_deployments.js');
    expect(await statuses()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('tell which shares canaries had, as far as it was kept', async () => {
    const knex = await openDatabase();
    await undo(knex, '20261129000320_canary_shares.js');
    const at = (minutes: number) => new Date(NOON_MS + minutes * 60_000);
    const canaries = {
      linear: { canary: { weights: [5, 50, 75] }, canary_step: 2 },
      older: { canary: { weight: 20 } },
      none: { canary: { weights: [10] }, canary_counted: null },
    };
    for (const [id, { canary, ...columns }] of Object.entries(canaries)) {
      await knex('deployments').insert({
        id,
        canary: JSON.stringify(canary),
        canary_counted: 'some',
        canary_step_at: at(2),
        status: 'live',
        model_ref: 'mlmodel:default/delay',
        environment: 'production',
        trigger: 'manual',
        created_at: at(0),
        runtime: 'local',
        ...columns,
      });
      await knex('deployment_steps').insert({
        deployment_id: id,
        name: 'canary',
        position: 0,
        kind: 'release',
        status: 'succeeded',
        started_at: at(1),
      });
    }
    await knex.migrate.latest({ directory });
    const shares = await knex('canary_shares')
      .orderBy(['deployment_id', 'step'])
      .select();
    expect(shares.map(row => ({ ...row, since: new Date(row.since) }))).toEqual(
      [
        { deployment_id: 'linear', step: 0, weight: 5, since: at(1) },
        { deployment_id: 'linear', step: 2, weight: 75, since: at(2) },
        { deployment_id: 'older', step: 0, weight: 20, since: at(1) },
      ],
    );
  });

  it('note when the first of a window was answered, and forget what was observed', async () => {
    const knex = await openDatabase();
    const name = '20261129000380_first_answers.js';
    const firsts = async () =>
      (await knex('profile_windows').pluck('first_ms')).map(
        first => first && Number(first),
      );
    await aStoredLog(knex, [
      anInference({ timeMs: NOON_MS + 2_000 }),
      anInference({ timeMs: NOON_MS + 1_000, serial: 1 }),
    ]);
    expect(await firsts()).toEqual([NOON_MS + 1_000]);
    for (const trigger of ['manual', 'observed']) {
      const runtime = trigger === 'observed' ? 'external' : 'local';
      await knex('deployments').insert({
        id: trigger,
        trigger,
        runtime,
        status: 'live',
        model_ref: 'mlmodel:default/delay',
        environment: 'production',
        created_at: new Date(NOON_MS),
      });
      await knex('live_versions').insert({
        runtime,
        model_ref: 'mlmodel:default/delay',
        environment: runtime,
        version: 1,
        deployment_id: trigger,
        since: new Date(NOON_MS),
      });
    }
    await undo(knex, name);
    expect(await knex.schema.hasColumn('profile_windows', 'first_ms')).toBe(
      false,
    );
    expect(await knex('deployments').pluck('id')).toEqual(['manual']);
    expect(await knex('live_versions').pluck('runtime')).toEqual(['local']);
    await knex.migrate.latest({ directory });
    expect(await firsts()).toEqual([null]);
  });

  it('count apart from outcomes whose log has no failures in it, and back', async () => {
    const knex = await openDatabase();
    const missing = ['statusCode', 'exception'];
    await aStoredLog(knex, [
      anInference({ imported: { format: 'kserve', missing } }),
      anInference({ serial: 1, version: 2 }),
    ]);
    const windows = () => knex('profile_windows').orderBy('version').select();
    const before = await windows();
    const outcomes = () =>
      knex('profile_windows').orderBy('version').pluck<string[]>('outcomes');

    await undo(knex, '20261127000160_failures_untold.js');
    expect((await outcomes()).map(it => JSON.parse(it))).toEqual([
      { ...JSON.parse(before[0].outcomes), 'failures.untold': 1 },
      JSON.parse(before[1].outcomes),
    ]);

    await knex.migrate.latest({ directory });
    expect(await windows()).toEqual(before);
    expect(before.map(row => Number(row.failures_untold))).toEqual([1, 0]);
  });

  it('pack counts anew, and keep them', async () => {
    const knex = await openDatabase();
    const key = { model_ref: 'mlmodel:default/delay', version: 1 };
    const counts = [0, 1, 127, 128, 70_000, 2 ** 40, 3, 0];
    await knex('baselines').insert({
      ...key,
      revision: 1,
      source: 'reference',
      rows: 3,
      counts: packCounts(Float64Array.from(counts)),
      outcomes: '{}',
    });
    const read = async () => {
      const row = await knex('baselines').where(key).first('counts');
      return Buffer.from(row.counts);
    };
    const packed = await read();

    await undo(knex, '20261125000025_pack_counts.js');
    const wide = await read();
    expect(wide.readUInt8(0)).toBe(8);
    expect(counts.map((_, i) => wide.readDoubleLE(1 + i * 8))).toEqual(counts);

    await knex.migrate.latest({ directory });
    expect(await read()).toEqual(packed);
  });
});

async function readRecords(knex: Knex) {
  return knex('inference_records').orderBy('inference_id').select();
}

async function undo(knex: Knex, name: string): Promise<void> {
  await knex.migrate.down({ directory, name });
}
