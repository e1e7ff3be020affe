import { z } from 'zod';
import { MortalPortal } from '../portal/MortalPortal';
import { waitFor } from '../portal/waitFor';
import { KillPlan } from './KillPlan';
import { LogBatch } from './LogBatch';
import { LogDatabase } from './LogDatabase';
import { prepareModel } from './prepareModel';
import { recountProfiles } from './recountProfiles';
import { seededRandom } from './seededRandom';
import { UnreliableSender } from './UnreliableSender';

/** Two batches make a group that is committed at once. */
const RECORDS_PER_REQUEST = 1_000;
const CONNECTIONS = 6;
const FAIL_EVERY = 50;
const FEEDBACK_EVERY = 20;
/** The task that joins what a crash has left runs once a minute. */
const JOINED_TIMEOUT_MS = 300_000;

export interface SendThroughCrashesOptions {
  portals: readonly MortalPortal[];
  records: number;
  /** How often a portal is killed meanwhile. */
  kills: number;
  seed: number;
  openLog(): Promise<LogDatabase>;
}

export interface CrashFindings {
  acknowledged: number;
  /** Acknowledged, and not stored. */
  lost: number;
  /** Stored more than once. */
  doubled: number;
  /** Where profiles and a recount of the rows differ, in words. */
  profileMismatches: string[];
}

/** Sends records to portals that are killed meanwhile, and looks what has become of them. */
export async function sendThroughCrashes(
  options: SendThroughCrashesOptions,
): Promise<CrashFindings> {
  const { portals, records, kills, seed } = options;
  const target = await prepareModel(await portals[0].signIn());
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
  const log = await options.openLog();
  try {
    await awaitJoined(log);
    const user = await portals[0].signIn();
    return {
      acknowledged: acknowledged.size,
      ...(await compareIds(log, acknowledged)),
      profileMismatches: await recountProfiles({ log, user, target }),
    };
  } finally {
    await log.close();
  }
}

async function sendAll(
  sender: UnreliableSender,
  plan: KillPlan,
  { batch, requests }: { batch: LogBatch; requests: number },
): Promise<Set<string>> {
  const acknowledged = new Set<string>();
  let begun = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (begun < requests) {
        begun += 1;
        await plan.at(acknowledged.size);
        const ids = batch.newIds(Date.now());
        await sender.deliver(batch.withIds(ids));
        ids.forEach(id => acknowledged.add(id));
      }
    }),
  );
  return acknowledged;
}

const idsSchema = z.array(z.object({ inference_id: z.string() }));

async function compareIds(
  log: LogDatabase,
  acknowledged: ReadonlySet<string>,
): Promise<{ lost: number; doubled: number }> {
  const rows = idsSchema.parse(
    await log.query('SELECT inference_id FROM inference_records'),
  );
  const stored = new Set(rows.map(({ inference_id: id }) => id));
  const lost = [...acknowledged].filter(id => !stored.has(id));
  return { lost: lost.length, doubled: rows.length - stored.size };
}

/** Feedback that a crash has kept from its inference is joined by a task. */
async function awaitJoined(log: LogDatabase): Promise<void> {
  await waitFor(
    'all feedback to be joined',
    async () => {
      const rows = await log.query('SELECT 1 FROM pending_feedback LIMIT 1');
      return rows.length === 0 ? true : undefined;
    },
    JOINED_TIMEOUT_MS,
  );
}
