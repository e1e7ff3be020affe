import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { describeEachDatabase } from './__testUtils__/eachDatabase';

const directory = resolvePackagePath(
  '@noshelfware/backstage-plugin-ml-models-backend',
  'migrations',
);

describeEachDatabase('migrations', openDatabase => {
  it('can be undone and done again', async () => {
    const knex = await openDatabase();
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('versions')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('versions')).toBe(true);
  });
});
