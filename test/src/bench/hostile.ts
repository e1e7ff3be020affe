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
import { RunningPortal } from '../portal/startPortal';
import { withPortal } from '../portal/withPortal';
import { withPostgres } from '../portal/withPostgres';
import { readNumbers } from '../measuring/options';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const CONNECTIONS = 16;
const PARQUET = join(
  PROJECT_ROOT,
  'plugins/ml-models-backend/src/inference/imports/__fixtures__/flights.snappy.parquet',
);

const { payloads, seed, postgres } = readNumbers({
  payloads: 100_000,
  /** The same seed sends the same payloads. */
  seed: 1,
  /** 1: to a backend on PostgreSQL instead of SQLite. */
  postgres: 0,
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
    crashes: alive ? 0 : 1,
    serverErrors: answers.serverErrors,
    peakRssMiB: rounded(await memory.stop()),
  };
}

async function main() {
  const figures = postgres
    ? await withPostgres(({ url }) => withPortal(measure, { postgresUrl: url }))
    : await withPortal(measure);
  report('hostile', figures);
}

runBench(main);
