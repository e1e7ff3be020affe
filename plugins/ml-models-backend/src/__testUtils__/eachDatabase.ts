import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../database';

/** Making a database takes PostgreSQL a second on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;

type Tests = (openDatabase: () => Promise<Knex>, id: TestDatabaseId) => void;

/**
 * Runs the tests on SQLite, and on PostgreSQL where the environment has one:
 * set `BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`.
 */
// eslint-disable-next-line jest/no-export -- it is used by tests, and is none
export function describeEachDatabase(name: string, tests: Tests): void {
  describeDatabases(name, ['SQLITE_3', 'POSTGRES_18'], tests);
}

/** As `describeEachDatabase`, for what there is on PostgreSQL only. */
// eslint-disable-next-line jest/no-export -- it is used by tests, and is none
export function describePostgres(name: string, tests: Tests): void {
  describeDatabases(name, ['POSTGRES_18'], tests);
}

function describeDatabases(
  name: string,
  ids: TestDatabaseId[],
  tests: Tests,
): void {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const databases = TestDatabases.create({ ids, disableDocker: true });
  // None is supported where PostgreSQL alone is asked for and not to be had.
  for (const id of databases.eachSupportedId().flat()) {
    describe(`${name} on ${id}`, () => {
      tests(async () => {
        const knex = await databases.init(id);
        await migrate(knex);
        return knex;
      }, id);
    });
  }
  if (!databases.supports('POSTGRES_18')) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`${name} on PostgreSQL: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`, () => {});
  }
}
