import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { noteModels } from './versionNumbers';

const SEEN = new Date('2026-03-11T12:00:00.000Z');

describeEachDatabase('noteModels', openDatabase => {
  it('notes a thousand models at once, and each only the first time', async () => {
    const knex = await openDatabase();
    const refs = Array.from(
      { length: 1_001 },
      (_, i) => `mlmodel:default/model-${i}`,
    );
    await noteModels(knex, refs.slice(0, 1), SEEN);
    await noteModels(knex, refs, new Date(SEEN.getTime() + 1_000));
    const rows = await knex('models').select('model_ref', 'first_seen_at');
    expect(rows).toHaveLength(1_001);
    const first = rows.find(({ model_ref }) => model_ref === refs[0]);
    expect(new Date(first.first_seen_at)).toEqual(SEEN);
  });
});
