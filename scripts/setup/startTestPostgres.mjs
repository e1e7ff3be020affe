import { say } from './say.mjs';
import { startPostgres } from './startPostgres.mjs';

/**
 * Each test has a database of its own, which is made and dropped faster without
 * fsync; no test cuts the power. Their connections stay open for some seconds,
 * and a fast machine gets through dozens of tests meanwhile.
 */
const FLAGS = ['fsync=off', 'max_connections=300'];

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * Starts a real PostgreSQL for the tests, unless one is given already.
 *
 * @returns { environment, stop() }; an empty environment where no binaries
 *   exist for the platform, so that the tests on it count as skipped
 */
export async function startTestPostgres() {
  if (process.env[VARIABLE]) {
    return { environment: {}, stop: async () => {} };
  }
  try {
    const { url, stop } = await startPostgres({ flags: FLAGS });
    say(`PostgreSQL for the tests listens at ${url}`);
    return { environment: { [VARIABLE]: url }, stop };
  } catch (error) {
    say(`No PostgreSQL for the tests: ${error?.message ?? error}`);
    return { environment: {}, stop: async () => {} };
  }
}
