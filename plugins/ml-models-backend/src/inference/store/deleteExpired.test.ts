import {
  aFeedback,
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aStoredLog } from '../__testUtils__/aStoredLog';
import { dayOf } from '../eventTime';
import { listPartitionDays } from './postgres/dropPartition';

const DAY_MS = 24 * 60 * 60 * 1000;
const AGES_DAYS = [0, 6, 7, 8, 30];
const KEEPER = 'mlmodel:default/kept';

const daysAgoMs = (days: number) => NOON_MS - days * DAY_MS;

/** A record of each model and age. */
async function aLogOf(knex: Knex, modelRefs: string[]) {
  return aStoredLog(
    knex,
    AGES_DAYS.flatMap(age =>
      modelRefs.map(modelRef =>
        anInference({ modelRef, timeMs: NOON_MS - age * DAY_MS }),
      ),
    ),
    [aFeedback(anInference({ timeMs: NOON_MS - 9 * DAY_MS }))],
  );
}

async function agesOf(knex: Knex, modelRef: string): Promise<number[]> {
  const rows = await knex('inference_records')
    .join(
      'inference_models',
      'inference_models.model_key',
      'inference_records.model_key',
    )
    .where('model_ref', modelRef)
    .orderBy('day', 'desc')
    .select('day');
  return rows.map(({ day }) => dayOf(NOON_MS) - day);
}

describeEachDatabase('deleteExpired', (openDatabase, id) => {
  it('deletes days before what each model keeps, and what waits for them', async () => {
    const knex = await openDatabase();
    const { store } = await aLogOf(knex, [
      'mlmodel:default/flight-delay',
      KEEPER,
    ]);
    await store.deleteExpired({
      keptSinceMs: async modelRef =>
        modelRef === KEEPER ? undefined : daysAgoMs(7),
    });
    expect(await agesOf(knex, 'mlmodel:default/flight-delay')).toEqual([
      0, 6, 7,
    ]);
    expect(await agesOf(knex, KEEPER)).toEqual(AGES_DAYS);
    expect(await knex('pending_feedback')).toEqual([]);
  });

  it('keeps the records of a model that comes up meanwhile', async () => {
    const knex = await openDatabase();
    const { store } = await aLogOf(knex, ['mlmodel:default/flight-delay']);
    const late = 'mlmodel:default/late';
    await store.deleteExpired({
      keptSinceMs: async () => {
        await aLogOf(knex, [late]);
        return daysAgoMs(7);
      },
    });
    expect(await agesOf(knex, 'mlmodel:default/flight-delay')).toEqual([
      0, 6, 7,
    ]);
    expect(await agesOf(knex, late)).toEqual(AGES_DAYS);
  });

  if (id === 'POSTGRES_18') {
    it('drops the partitions that no model wants, and no other', async () => {
      const knex = await openDatabase();
      const { store } = await aLogOf(knex, [
        'mlmodel:default/flight-delay',
        KEEPER,
      ]);
      await store.deleteExpired({
        keptSinceMs: async modelRef => daysAgoMs(modelRef === KEEPER ? 8 : 7),
      });
      const ages = (await listPartitionDays(knex))
        .map(day => dayOf(NOON_MS) - day)
        .filter(age => age >= 0);
      expect(ages).toEqual([8, 7, 6, 0]);
      expect(await agesOf(knex, KEEPER)).toEqual([0, 6, 7, 8]);
    });
  }
});
