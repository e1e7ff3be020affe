import { join } from 'node:path';
import { copyAgain } from '../ingest/copyAgain';
import { deliverAll } from '../ingest/deliverAll';
import { insertAgain } from '../ingest/insertAgain';
import { LiveHeap } from '../ingest/LiveHeap';
import { LogBatch } from '../ingest/LogBatch';
import { LogSender } from '../ingest/LogSender';
import { prepareModel } from '../ingest/prepareModel';
import { RssSampler } from '../ingest/RssSampler';
import {
  EachDatabase,
  onEachDatabase,
  PortalOnDatabase,
} from '../portal/onEachDatabase';
import { PortalUser } from '../portal/PortalUser';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
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

const { records, rounds, warmUpMinutes, minutes } = readNumbers({
  /** Measured on each database in each round. */
  records: 300_000,
  /** Each with a backend and a database of its own; the median counts. */
  rounds: 3,
  /**
   * Before memory is watched: while all processors are busy a collection lags behind now
   * more, now less, and it takes about this long until the heap was once as large as it gets.
   */
  warmUpMinutes: 15,
  /** How long memory is watched on each. */
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

/** One round. */
interface Throughput {
  recordsPerSecond: number;
  /** To what the same rows take without a backend in between. */
  ratio: number;
}

async function measureThroughput(
  portal: PortalOnDatabase,
): Promise<Throughput> {
  const load = await Load.on(portal);
  try {
    await load.measure(WARM_UP_RECORDS);
    const recordsPerSecond = await load.measure(records);
    return {
      recordsPerSecond,
      ratio: recordsPerSecond / (await storeAgain(portal)),
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

/** Each in MiB per minute. */
type MemorySlopes = {
  rssSlopeMiBPerMinute: number;
  /** Of what a full collection leaves, from before the warm-up to the end. */
  liveHeapSlopeMiBPerMinute: number;
};

async function watchMemory(
  portal: PortalOnDatabase,
  heap: LiveHeap,
): Promise<MemorySlopes> {
  const load = await Load.on(portal);
  try {
    await load.measure(WARM_UP_RECORDS);
    const liveBefore = await heap.measure(portal.pid);
    await load.keepUp(warmUpMinutes);
    const sampler = new RssSampler(portal.pid);
    await load.keepUp(minutes);
    const rssSlopeMiBPerMinute = await sampler.stop();
    const grown = (await heap.measure(portal.pid)) - liveBefore;
    return {
      rssSlopeMiBPerMinute,
      liveHeapSlopeMiBPerMinute: grown / (warmUpMinutes + minutes),
    };
  } finally {
    load.end();
  }
}

async function main() {
  const throughput: EachDatabase<Throughput>[] = [];
  for (let i = 0; i < rounds; i += 1) {
    throughput.push(await onEachDatabase(measureThroughput));
  }
  const sqlite = summaryOf(throughput.map(round => round.sqlite));
  const postgres = summaryOf(throughput.map(round => round.postgres));
  const heap = await LiveHeap.onFreePort();
  const memory = await onEachDatabase(portal => watchMemory(portal, heap), {
    environment: heap.environment(),
  });
  report('ingest', {
    postgresRecordsPerSecond: postgres.recordsPerSecond,
    postgresCopyRatio: postgres.ratio,
    postgresLowestCopyRatio: postgres.lowestRatio,
    sqliteRecordsPerSecond: sqlite.recordsPerSecond,
    sqliteInsertRatio: sqlite.ratio,
    sqliteLowestInsertRatio: sqlite.lowestRatio,
    ...worseOf(memory.sqlite, memory.postgres),
  });
}

/** The medians, and what the machine's moods make of the ratio at worst. */
function summaryOf(throughput: readonly Throughput[]) {
  const ratios = throughput.map(({ ratio }) => ratio);
  const perSecond = throughput.map(round => round.recordsPerSecond);
  return {
    recordsPerSecond: Math.round(percentileOf(perSecond, 0.5)),
    ratio: rounded(percentileOf(ratios, 0.5)),
    lowestRatio: rounded(Math.min(...ratios)),
  };
}

runBench(main);
