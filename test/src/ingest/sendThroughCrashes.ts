import { MortalPortal } from '../portal/MortalPortal';
import { PluginDatabase, withPluginDatabase } from '../portal/PluginDatabase';
import { waitFor } from '../portal/waitFor';
import { waitForMerging } from '../portal/waitForMerging';
import {
  Acknowledged,
  compareRecords,
  RecordFindings,
} from '../recount/compareRecords';
import { recountProfiles } from '../recount/recountProfiles';
import { KillPlan } from './KillPlan';
import { LogBatch } from './LogBatch';
import { prepareModel } from './prepareModel';
import { seededRandom } from './seededRandom';
import { UnreliableSender } from './UnreliableSender';
import { SLICED_MODEL } from './withSlicedModel';

/** Two batches make a group that is committed at once. */
const RECORDS_PER_REQUEST = 1_000;
const CONNECTIONS = 6;
const FAIL_EVERY = 50;
const FEEDBACK_EVERY = 20;
/** Requests in turn are of the last so many hours: most windows are merged meanwhile. */
const HOURS = 8;
const HOUR_MS = 60 * 60 * 1000;
/** The task that joins what a crash has left runs once a minute. */
const JOINED_TIMEOUT_MS = 300_000;

export interface SendThroughCrashesOptions {
  portals: readonly MortalPortal[];
  records: number;
  /** How often a portal is killed meanwhile. */
  kills: number;
  seed: number;
  /** Of the PostgreSQL that all of them use; default: the one has files. */
  postgresUrl?: string;
}

export interface CrashFindings extends RecordFindings {
  /** Where profiles and a recount of the rows differ, in words. */
  profileMismatches: string[];
}

/** Sends records to portals that are killed meanwhile, and looks what has become of them. */
export async function sendThroughCrashes(
  options: SendThroughCrashesOptions,
): Promise<CrashFindings> {
  const { portals, records, kills, seed } = options;
  const target = await prepareModel(await portals[0].signIn(), {
    name: SLICED_MODEL,
  });
  const sender = new UnreliableSender({
    portals,
    token: target.token,
    connections: CONNECTIONS,
    random: seededRandom(seed),
  });
  const plan = new KillPlan({ portals, kills, records });
  const acknowledged = await sendAll(sender, plan, {
    batch: LogBatch.encode({
      target,
      records: RECORDS_PER_REQUEST,
      failEvery: FAIL_EVERY,
      feedbackEvery: FEEDBACK_EVERY,
    }),
    requests: Math.ceil(records / RECORDS_PER_REQUEST),
  });
  await plan.end();
  sender.close();
  const [{ dataDir }] = portals;
  const stored = { dataDir, postgresUrl: options.postgresUrl };
  return withPluginDatabase(stored, async database => {
    await awaitJoined(database);
    const mergedUntilS = await waitForMerging(database);
    const user = await portals[0].signIn();
    return {
      ...(await compareRecords(database, acknowledged)),
      profileMismatches: await recountProfiles({
        database,
        user,
        target,
        mergedUntilS,
      }),
    };
  });
}

async function sendAll(
  sender: UnreliableSender,
  plan: KillPlan,
  { batch, requests }: { batch: LogBatch; requests: number },
): Promise<Acknowledged> {
  const acknowledged = new Map<string, { delayed: boolean } | undefined>();
  let begun = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (begun < requests) {
        const hoursAgo = begun % HOURS;
        begun += 1;
        await plan.at(acknowledged.size);
        const ids = batch.newIds(Date.now() - hoursAgo * HOUR_MS);
        await sender.deliver(batch.withIds(ids));
        ids.forEach((id, record) =>
          acknowledged.set(id, batch.outcomeOf(record)),
        );
      }
    }),
  );
  return acknowledged;
}

/** Feedback that a crash has kept from its inference is joined by a task. */
async function awaitJoined(database: PluginDatabase): Promise<void> {
  await waitFor(
    'all feedback to be joined',
    async () => {
      const rows = await database.query(
        'SELECT 1 FROM pending_feedback LIMIT 1',
      );
      return rows.length === 0 ? true : undefined;
    },
    { timeoutMs: JOINED_TIMEOUT_MS },
  );
}
