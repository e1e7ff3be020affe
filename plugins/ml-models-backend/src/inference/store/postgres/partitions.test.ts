import {
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describePostgres } from '../../../__testUtils__/eachDatabase';
import { aStoredLog } from '../../__testUtils__/aStoredLog';
import { dayOf } from '../../eventTime';
import { createPartition, findMissingDays } from './createPartition';
import { dropPartition, listPartitionDays } from './dropPartition';

const DAY = dayOf(NOON_MS);
const NEXT_DAYS = [DAY, DAY + 1, DAY + 2];

describePostgres('partitions', openDatabase => {
  it('are made once, however many replicas meet a new day', async () => {
    const knex = await openDatabase();
    expect(await findMissingDays(knex, NEXT_DAYS)).toEqual(NEXT_DAYS);
    await Promise.all(
      [...NEXT_DAYS, ...NEXT_DAYS, ...NEXT_DAYS].map(day =>
        createPartition(knex, day),
      ),
    );
    expect(await findMissingDays(knex, NEXT_DAYS)).toEqual([]);
    expect(await listPartitionDays(knex)).toEqual(
      expect.arrayContaining(NEXT_DAYS),
    );
  });

  it('are made and filled while somebody reads the table', async () => {
    const knex = await openDatabase();
    await knex.transaction(async reader => {
      await reader('inference_records').first();
      await aStoredLog(knex, [anInference()]);
    });
    const stored = await knex('inference_records_20260310').select('day');
    expect(stored).toEqual([{ day: DAY }]);
  });

  it('are not dropped while a model that wants the day has records in it', async () => {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, [anInference()]);
    await dropPartition(knex, DAY, [model.modelKey + 1]);
    expect(await findMissingDays(knex, [DAY])).toEqual([]);
    await dropPartition(knex, DAY, [model.modelKey]);
    expect(await findMissingDays(knex, [DAY])).toEqual([DAY]);
    expect(await knex('inference_records')).toEqual([]);
  });

  it('are left for later while somebody reads the table for long', async () => {
    const knex = await openDatabase();
    await aStoredLog(knex, [anInference()]);
    await knex.transaction(async reader => {
      await reader('inference_records').first();
      await dropPartition(knex, DAY, []);
    });
    expect(await findMissingDays(knex, [DAY])).toEqual([]);
  });
});
