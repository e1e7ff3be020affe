import { expect, test } from '@playwright/test';
import { crashOnPostgres, crashOnSqlite } from '../src/ingest/crashingBackends';

const RECORDS = 24_000;
/** Every twentieth record has an outcome, which is a record, too. */
const OUTCOMES = RECORDS / 20;

// Each restart takes a portal ten seconds, and windows are merged in their own time.
test.describe.configure({ timeout: 600_000 });

const EXACTLY_ONCE = {
  acknowledged: RECORDS + OUTCOMES,
  acknowledgedOutcomes: OUTCOMES,
  lostOutcomes: 0,
  lost: 0,
  doubled: 0,
  profileMismatches: [],
};

test('backends that are killed have stored and counted each record once, one over SQLite and two over PostgreSQL', async () => {
  const options = { records: RECORDS, kills: 2, seed: 7 };
  // At once, since both wait most of the time for what is done once a minute.
  const findings = await Promise.allSettled([
    crashOnSqlite(options),
    crashOnPostgres(options),
  ]);
  const asTheyShould = { status: 'fulfilled', value: EXACTLY_ONCE };
  expect(findings).toEqual([asTheyShould, asTheyShould]);
});
