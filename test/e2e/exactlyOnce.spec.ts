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

test('a backend that is killed has stored and counted each record once', async () => {
  const findings = await crashOnSqlite({ records: RECORDS, kills: 2, seed: 7 });
  expect(findings).toEqual(EXACTLY_ONCE);
});

test('two backends over one PostgreSQL, killed in turn, have stored and counted each record once', async () => {
  const findings = await crashOnPostgres({
    records: RECORDS,
    kills: 2,
    seed: 7,
  });
  expect(findings).toEqual(EXACTLY_ONCE);
});
