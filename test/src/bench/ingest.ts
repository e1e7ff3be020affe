import { join } from 'node:path';
import { copyAgain } from '../ingest/copyAgain';
import { deliverAll } from '../ingest/deliverAll';
import { insertAgain } from '../ingest/insertAgain';
import { LogBatch } from '../ingest/LogBatch';
import { LogSender } from '../ingest/LogSender';
import { prepareModel } from '../ingest/prepareModel';
import { RssSampler } from '../ingest/RssSampler';
import { PortalUser } from '../portal/PortalUser';
import { RunningPortal } from '../portal/startPortal';
import { withPortal } from '../portal/withPortal';
import { withPostgres } from '../portal/withPostgres';
import { readNumbers } from '../measuring/options';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

/** A Collector sends as many as it has after 200 ms, up to 8,192. */
const RECORDS_PER_REQUEST = 1_000;
/** As many as a Collector's queue sends over at once unless it is told otherwise. */
const CONNECTIONS = 10;
const WARM_UP_RECORDS = 50_000;

const { records, minutes } = readNumbers({
  /** Measured on each database. */
  records: 300_000,
  /** How long memory is watched, after as long again divided by five. */
  minutes: 10,
});

/** A backend under load: records of ten inputs, encoded beforehand. */
class Load {
  private constructor(
    private readonly sender: LogSender,
    private readonly batch: LogBatch,
  ) {}

  static async on({ url }: RunningPortal): Promise<Load> {
    const target = await prepareModel(await PortalUser.signIn(url));
    return new Load(
      new LogSender({ url, token: target.token, connections: CONNECTIONS }),
      LogBatch.encode({ target, records: RECORDS_PER_REQUEST }),
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
    return this.batch.withIds(this.batch.newIds(Date.now()));
  }
}

async function measureOn(portal: RunningPortal) {
  const load = await Load.on(portal);
  try {
    await load.measure(WARM_UP_RECORDS);
    return await load.measure(records);
  } finally {
    load.end();
  }
}

async function measurePostgres() {
  return withPostgres(async postgres =>
    withPortal(
      async portal => {
        const recordsPerSecond = await measureOn(portal);
        const copied = await copyAgain(
          `${postgres.url}/backstage_plugin_ml-models`,
        );
        return {
          recordsPerSecond,
          ratio: recordsPerSecond / copied,
          rssSlope: await measureRss(portal),
        };
      },
      { postgresUrl: postgres.url },
    ),
  );
}

async function measureRss(portal: RunningPortal): Promise<number> {
  const load = await Load.on(portal);
  try {
    await load.keepUp(minutes / 5);
    const sampler = new RssSampler(portal.pid);
    await load.keepUp(minutes);
    return await sampler.stop();
  } finally {
    load.end();
  }
}

async function measureSqlite() {
  return withPortal(async portal => {
    const recordsPerSecond = await measureOn(portal);
    const inserted = insertAgain(
      join(portal.dataDir, 'db/ml-models.sqlite'),
      join(portal.dataDir, 'again.sqlite'),
    );
    return { recordsPerSecond, ratio: recordsPerSecond / inserted };
  });
}

async function main() {
  const sqlite = await measureSqlite();
  const postgres = await measurePostgres();
  report('ingest', {
    postgresRecordsPerSecond: Math.round(postgres.recordsPerSecond),
    postgresCopyRatio: rounded(postgres.ratio),
    sqliteRecordsPerSecond: Math.round(sqlite.recordsPerSecond),
    sqliteInsertRatio: rounded(sqlite.ratio),
    rssSlopeMiBPerMinute: rounded(postgres.rssSlope),
  });
}

runBench(main);
