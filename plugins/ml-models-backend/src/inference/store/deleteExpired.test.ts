import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aFeedback, anInference, NOON_MS } from '../__testUtils__/anInference';
import { aStoredLog } from '../__testUtils__/aStoredLog';
import { deleteExpired } from './deleteExpired';

const DAY_MS = 24 * 60 * 60 * 1000;

describeEachDatabase('deleteExpired', openDatabase => {
  it('deletes days before what each model keeps, and what waits for them', async () => {
    const knex = await openDatabase();
    const ages = [0, 6, 7, 8, 30];
    const kept = 'mlmodel:default/kept';
    await aStoredLog(
      knex,
      ages.flatMap(age => {
        const timeMs = NOON_MS - age * DAY_MS;
        return [
          anInference({ timeMs }),
          anInference({ timeMs, modelRef: kept }),
        ];
      }),
      [aFeedback(anInference({ timeMs: NOON_MS - 9 * DAY_MS }))],
    );
    await deleteExpired({
      knex,
      nowMs: NOON_MS,
      retentionDaysOf: async modelRef => (modelRef === kept ? undefined : 7),
    });
    const rows = await knex('inference_records')
      .join('inference_models', it =>
        it.on('inference_models.model_key', 'inference_records.model_key'),
      )
      .select('model_ref', 'day')
      .orderBy('day', 'desc');
    const daysOf = (modelRef: string) =>
      rows
        .filter(row => row.model_ref === modelRef)
        .map(row => rows[0].day - row.day);
    expect(daysOf('mlmodel:default/flight-delay')).toEqual([0, 6, 7]);
    expect(daysOf(kept)).toEqual(ages);
    expect(await knex('pending_feedback')).toEqual([]);
  });
});
