import { crashOnPostgres, crashOnSqlite } from '../ingest/crashingBackends';
import { readNumbers } from '../measuring/options';
import { report } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const { records, kills, seed } = readNumbers({
  /** Sent on each database. */
  records: 1_000_000,
  kills: 20,
  seed: 1,
});

/** One lost batch differs in many sums. */
const MISMATCHES_SHOWN = 100;

/** Records through crashes, on SQLite and on PostgreSQL with two backends. */
async function main() {
  const findings = [
    await crashOnSqlite({ records, kills, seed }),
    await crashOnPostgres({ records, kills, seed }),
  ];
  const mismatches = findings.flatMap(each => each.profileMismatches);
  for (const mismatch of mismatches.slice(0, MISMATCHES_SHOWN)) {
    process.stderr.write(`${mismatch}\n`);
  }
  const sum = (of: (each: (typeof findings)[number]) => number) =>
    findings.reduce((total, each) => total + of(each), 0);
  const wrong = {
    lostOutcomes: sum(each => each.lostOutcomes),
    lost: sum(each => each.lost),
    doubled: sum(each => each.doubled),
    profileMismatches: mismatches.length,
  };
  report('exactly-once', {
    acknowledgedOutcomes: sum(each => each.acknowledgedOutcomes),
    acknowledged: sum(each => each.acknowledged),
    ...wrong,
  });
  if (Object.values(wrong).some(count => count > 0)) {
    throw new Error('Not each acknowledged record was stored and counted once');
  }
}

runBench(main);
