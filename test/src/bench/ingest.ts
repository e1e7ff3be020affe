import { join } from 'node:path';
import { copyAgain } from '../ingest/copyAgain';
import { deliverAll } from '../ingest/deliverAll';
import { insertAgain } from '../ingest/insertAgain';
import { LogBatch } from '../ingest/LogBatch';
import { LogSender } from '../ingest/LogSender';
import { prepareModel } from '../ingest/prepareModel';
import { RssSampler } from '../ingest/RssSampler';
import { onEachDatabase, PortalOnDatabase } from '../portal/onEachDatabase';
import { PortalUser } from '../portal/PortalUser';
import { readNumbers } from '../measuring/options';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { worseOf } from '../measuring/worseOf';

/** A Collector sends as many as it has after 200 ms, up to 8,192. */
const RECORDS_PER_REQUEST = 1_000;
/** As many as a Collector's queue sends over at once unless it is told otherwise. */
const CONNECTIONS = 10;
const WARM_UP_RECORDS = 50_000;
/** Requests with other values in turn, or all texts would be known after the first. */
const BATCHES = 50;
/** 1 % of the predictions. */
const FAIL_EVERY = 100;

const { records, minutes } = readNumbers({
  /** Measured on each database. */
  records: 300_000,
  /**
   * How long memory is watched on each, after half of that to warm up: the heap of a
   * backend under load takes some minutes to find its size.
   */
  minutes: 10,
});

/** A backend under load: records of ten inputs, encoded beforehand. */
class Load {
  private sent = 0;

  private constructor(
    private readonly sender: LogSender,
    private readonly batches: readonly LogBatch[],
  ) {}

  static async on({ url }: PortalOnDatabase): Promise<Load> {
    const target = await prepareModel(await PortalUser.signIn(url));
    return new Load(
      new LogSender({ url, token: target.token, connections: CONNECTIONS }),
      Array.from({ length: BATCHES }, (_, i) =>
        LogBatch.encode({
          target,
          records: RECORDS_PER_REQUEST,
          failEvery: FAIL_EVERY,
          firstFlight: i * RECORDS_PER_REQUEST,
        }),
      ),
    );
  }

  /** @returns records per second */
  async measure(count: number): Promise<number> {
    const requests = count / RECORDS_PER_REQUEST;
    const bodies = Array.from({ length: requests }, () => this.newBody());
    const seconds = await deliverAll(this.sender, bodies, CONNECTIONS);
    return count / seconds;
  }

  async keepUp(durationMinutes: number): Promise<void> {
    const endsAt = performance.now() + durationMinutes * 60_000;
    const newBody = () => this.newBody();
    function* bodies() {
      while (performance.now() < endsAt) yield newBody();
    }
    await deliverAll(this.sender, bodies(), CONNECTIONS);
  }

  end(): void {
    this.sender.close();
  }

  private newBody(): Buffer {
    const batch = this.batches[this.sent % BATCHES];
    this.sent += 1;
    return batch.withIds(batch.newIds(Date.now()));
  }
}

async function measure(portal: PortalOnDatabase) {
  const load = await Load.on(portal);
  try {
    await load.measure(WARM_UP_RECORDS);
    const recordsPerSecond = await load.measure(records);
    const storedAgain = await storeAgain(portal);
    return {
      recordsPerSecond,
      ratio: recordsPerSecond / storedAgain,
      rssSlopeMiBPerMinute: await watchRss(portal, load),
    };
  } finally {
    load.end();
  }
}

/** @returns rows per second, without a backend in between */
async function storeAgain({ dataDir, postgresUrl }: PortalOnDatabase) {
  return postgresUrl
    ? copyAgain(`${postgresUrl}/backstage_plugin_ml-models`)
    : insertAgain(
        join(dataDir, 'db/ml-models.sqlite'),
        join(dataDir, 'again.sqlite'),
      );
}

async function watchRss(portal: PortalOnDatabase, load: Load) {
  await load.keepUp(minutes / 2);
  const sampler = new RssSampler(portal.pid);
  await load.keepUp(minutes);
  return sampler.stop();
}

async function main() {
  const { sqlite, postgres } = await onEachDatabase(measure);
  report('ingest', {
    postgresRecordsPerSecond: Math.round(postgres.recordsPerSecond),
    postgresCopyRatio: rounded(postgres.ratio),
    sqliteRecordsPerSecond: Math.round(sqlite.recordsPerSecond),
    sqliteInsertRatio: rounded(sqlite.ratio),
    ...worseOf(
      { rssSlopeMiBPerMinute: sqlite.rssSlopeMiBPerMinute },
      { rssSlopeMiBPerMinute: postgres.rssSlopeMiBPerMinute },
    ),
  });
}

runBench(main);
