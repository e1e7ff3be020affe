import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { isSqlite, migrate } from '../database';
import { moveToThread } from '../sqlite/moveToThread';

/**
 * `TestDatabases` has a minute to drop what it has made, and PostgreSQL writes a
 * checkpoint for each, which takes seconds on a busy disk. So each makes a few.
 */
const SHARES = 30;

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
  const shares = Array.from({ length: SHARES }, () =>
    TestDatabases.create({ ids, disableDocker: true }),
  );
  let opened = 0;
  const openDatabase = async (id: TestDatabaseId) => {
    const share = shares[opened % SHARES];
    opened += 1;
    const knex = await share.init(id);
    if (isSqlite(knex)) moveToThread(knex);
    await migrate(knex);
    return knex;
  };
  const [databases] = shares;
  // None is supported where PostgreSQL alone is asked for and not to be had.
  for (const id of databases.eachSupportedId().flat()) {
    describe(`${name} on ${id}`, () => {
      tests(() => openDatabase(id), id);
    });
  }
  if (!databases.supports('POSTGRES_18')) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`${name} on PostgreSQL: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING`, () => {});
  }
}
