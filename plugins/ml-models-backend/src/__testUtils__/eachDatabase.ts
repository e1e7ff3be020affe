import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../database';

/** Making a database takes PostgreSQL a second on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;

/**
 * Runs the tests on SQLite, and on PostgreSQL where the environment has one:
 * set `BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`.
 */
// eslint-disable-next-line jest/no-export -- it is used by tests, and is none
export function describeEachDatabase(
  name: string,
  tests: (openDatabase: () => Promise<Knex>, id: TestDatabaseId) => void,
): void {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_18'],
    disableDocker: true,
  });
  describe.each(databases.eachSupportedId())(`${name} on %s`, id => {
    tests(async () => {
      const knex = await databases.init(id);
      await migrate(knex);
      return knex;
    }, id);
  });
  if (!databases.supports('POSTGRES_18')) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`${name} on PostgreSQL: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`, () => {});
  }
}
