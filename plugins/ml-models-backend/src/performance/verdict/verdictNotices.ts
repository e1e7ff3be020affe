import {
  Verdict,
  VerdictReason,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { EnvironmentOfModel } from './readEnvironmentEvidence';
import { isTrouble } from './SignalState';
import { StoredVerdict } from './storedVerdicts';

const verdictNoticeSchema = z.object({
  state: verdictStateSchema,
  /** Looks bad, while the verdict does not call it so: not for long enough. */
  looksBad: z.boolean().default(false),
  version: z.number().optional(),
  /** Which trouble of the environment it tells of: one until all is well again. */
  trouble: z.number().default(0),
  /** The reasons that led to it, worst first. */
  reasons: z.array(z.string()),
  /** Absent in a notice that an older release has stored. */
  judgedAt: z.string().optional(),
});

/** What the owner of a model is told of a verdict on an environment. */
export type VerdictNotice = EnvironmentOfModel &
  z.infer<typeof verdictNoticeSchema>;

interface NoticeRow {
  model_ref: string;
  environment: string;
  told_state: string;
  notice: string;
  revision: number;
}

/** What the owner is told, who has been told nothing. */
const NOTHING = 'none';
/** What the owner is told of a trouble that is neither confirmed nor over. */
const LOOKS_BAD = 'looks-bad';

/**
 * Stores that the owner is to be told, when the verdict on an environment got
 * into trouble, out of it, or into another; or when another version serves now,
 * which looks bad as well but not for long enough to be called so.
 *
 * One row, so one notice, for each environment: the newest replaces what was not
 * sent yet. What is told of one trouble, up to its end, carries the same number;
 * the next one has another.
 */
export async function noteVerdict(
  trx: Knex.Transaction,
  { modelRef, environment, version, verdict }: StoredVerdict,
): Promise<void> {
  const key = { model_ref: modelRef, environment };
  const row = await trx('verdict_notices')
    .where(key)
    .first<NoticeRow | undefined>();
  const told = row?.told_state ?? NOTHING;
  const tell = decideNews(verdict, told);
  if (tell === told) {
    return;
  }
  const revision = (row?.revision ?? 0) + 1;
  const looksBad = tell === LOOKS_BAD;
  const notice = {
    state: verdict.state,
    looksBad,
    version,
    trouble: row && told !== NOTHING ? toNotice(row).trouble : revision,
    reasons: verdict.reasons
      .filter(reason =>
        looksBad ? isUnconfirmed(reason) : reason.state === verdict.state,
      )
      .map(({ text }) => text),
    judgedAt: verdict.judgedAt,
  };
  await trx('verdict_notices')
    .insert({
      ...key,
      told_state: tell,
      notice: JSON.stringify(notice),
      revision,
    })
    .onConflict(['model_ref', 'environment'])
    .merge(['told_state', 'notice', 'revision']);
}

function decideNews({ state, reasons }: Verdict, told: string): string {
  if (isTrouble(state)) {
    return state;
  }
  return told !== NOTHING && reasons.some(isUnconfirmed) ? LOOKS_BAD : NOTHING;
}

function isUnconfirmed({ seen }: VerdictReason): boolean {
  return seen !== undefined;
}

function toNotice({ notice }: NoticeRow) {
  return verdictNoticeSchema.parse(JSON.parse(notice));
}

/** A notice that only its claimant sends, until the lease has run out. */
export interface ClaimedNotice {
  notice: VerdictNotice;
  revision: number;
}

/**
 * Race prevented: two replicas that send the same notice at once. The loser of
 * the conditional update leaves it to the winner; if that one dies, it is sent
 * once more after the lease, and replaces itself by its scope.
 */
export async function claimNotices(
  knex: Knex,
  { nowMs, leaseMs }: { nowMs: number; leaseMs: number },
): Promise<ClaimedNotice[]> {
  const due = await knex('verdict_notices')
    .whereRaw('sent_revision < revision')
    .where('lease_until_ms', '<=', nowMs)
    .select<NoticeRow[]>();
  const claimed: ClaimedNotice[] = [];
  for (const row of due) {
    const isOurs = await knex('verdict_notices')
      .where({
        model_ref: row.model_ref,
        environment: row.environment,
        revision: row.revision,
      })
      .whereRaw('sent_revision < revision')
      .where('lease_until_ms', '<=', nowMs)
      .update({ lease_until_ms: nowMs + leaseMs });
    if (isOurs) {
      claimed.push({
        revision: row.revision,
        notice: {
          modelRef: row.model_ref,
          environment: row.environment,
          ...toNotice(row),
        },
      });
    }
  }
  return claimed;
}

/** Notes that a notice was sent; one that has changed meanwhile is still due. */
export async function markNoticeSent(
  knex: Knex,
  { notice: { modelRef, environment }, revision }: ClaimedNotice,
): Promise<void> {
  await knex('verdict_notices')
    .where({ model_ref: modelRef, environment })
    .where('sent_revision', '<', revision)
    .update({ sent_revision: revision, lease_until_ms: 0 });
}
