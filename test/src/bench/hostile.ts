import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnswerCounts } from '../hostile/AnswerCounts';
import { attack } from '../hostile/attack';
import { hostilePayloads } from '../hostile/hostilePayloads';
import { isAlive } from '../hostile/isAlive';
import { PeakMemory } from '../hostile/PeakMemory';
import { LogBatch } from '../ingest/LogBatch';
import { prepareModel } from '../ingest/prepareModel';
import { PortalUser } from '../portal/PortalUser';
import { PROJECT_ROOT } from '../portal/projectRoot';
import { onEachDatabase } from '../portal/onEachDatabase';
import { RunningPortal } from '../portal/startPortal';
import { readNumbers } from '../measuring/options';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const CONNECTIONS = 16;
const PARQUET = join(
  PROJECT_ROOT,
  'plugins/ml-models-backend/src/inference/imports/__fixtures__/flights.snappy.parquet',
);

/**
 * The backend has some 500 MiB at rest and holds at most 384 MiB of unpacked
 * bodies at once; decoded, one of them takes a few times its size.
 */
const PEAK_RSS_MAX_MIB = 2_048;

const { payloads, seed } = readNumbers({
  /** Sent to a backend on each database. */
  payloads: 100_000,
  /** The same seed sends the same payloads. */
  seed: 1,
});

async function measure(portal: RunningPortal) {
  const target = await prepareModel(await PortalUser.signIn(portal.url));
  const { modelRef, token } = target;
  const batch = LogBatch.encode({ target, records: 20 });
  const honest = {
    modelRef,
    logs: batch.withIds(batch.newIds(Date.now())),
    parquet: await readFile(PARQUET),
  };
  const memory = PeakMemory.watch(portal.pid);
  const answers = new AnswerCounts();
  let ended = false;
  portal.ended.then(() => {
    ended = true;
  });
  await attack(
    {
      url: portal.url,
      token,
      payloads: hostilePayloads(honest, seed),
      count: payloads,
      connections: CONNECTIONS,
    },
    answer => answers.add(answer),
  );
  const alive = !ended && (await isAlive(portal.url, target));
  answers.print();
  return {
    payloads: answers.total,
    closed: answers.closed,
    closedUnexplained: answers.closedUnexplained,
    crashes: alive ? 0 : 1,
    serverErrors: answers.serverErrors,
    peakRssMiB: await memory.stop(),
  };
}

/** Malformed and hostile payloads, to a backend on SQLite and one on PostgreSQL. */
async function main() {
  const { sqlite, postgres } = await onEachDatabase(measure);
  const peakRssMiB = Math.max(sqlite.peakRssMiB, postgres.peakRssMiB);
  const closedUnexplained =
    sqlite.closedUnexplained + postgres.closedUnexplained;
  const crashes = sqlite.crashes + postgres.crashes;
  const serverErrors = sqlite.serverErrors + postgres.serverErrors;
  report('hostile', {
    closed: sqlite.closed + postgres.closed,
    closedUnexplained,
    sqlitePeakRssMiB: rounded(sqlite.peakRssMiB),
    postgresPeakRssMiB: rounded(postgres.peakRssMiB),
    payloads: sqlite.payloads + postgres.payloads,
    crashes,
    serverErrors,
    peakRssMiB: rounded(peakRssMiB),
  });
  if (crashes > 0 || serverErrors > 0) {
    throw new Error(
      'A payload was answered by a crash or a status of 500 or more',
    );
  }
  if (closedUnexplained > 0) {
    throw new Error('Connections were closed on payloads within all limits');
  }
  if (peakRssMiB > PEAK_RSS_MAX_MIB) {
    throw new Error(`More than ${PEAK_RSS_MAX_MIB} MiB were held`);
  }
}

runBench(main);
