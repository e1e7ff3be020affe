import { Knex } from 'knex';
import { ModelThresholds } from '../drift/driftLimits';
import { EvaluationSource } from '../EvaluationSource';
import { FIVE_MINUTES_S } from '../profile/WindowKey';
import { countDrift } from './countDrift';
import { describeLimits } from './describeLimits';
import { describeVerdict } from './describeVerdict';
import { lookAtSignals } from './lookAtSignals';
import {
  EnvironmentOfModel,
  readEnvironmentEvidence,
} from './readEnvironmentEvidence';
import {
  insertUnjudged,
  saveEnvironmentVerdict,
  StoredVerdict,
} from './storedVerdicts';
import { findRemembered } from './versionVerdicts';

export interface LookAtEnvironmentOptions {
  knex: Knex;
  evaluation: EvaluationSource;
  thresholds: ModelThresholds;
  subject: EnvironmentOfModel;
  /** Absent where somebody else deploys. */
  liveVersion?: number;
  /** Where the window ended that was judged last; 0: none was. */
  judgedS: number;
  nowMs: number;
}

/**
 * Brings what is said of an environment up to date, within a window. The memory of
 * signals, changes and notices are left to the window's end.
 */
export async function lookAtEnvironment(
  options: LookAtEnvironmentOptions,
): Promise<void> {
  const { knex, subject, nowMs, thresholds } = options;
  const runningS = Math.floor(nowMs / 1000 / FIVE_MINUTES_S) * FIVE_MINUTES_S;
  const { serving, versions } = await readEnvironmentEvidence(
    options,
    subject,
    runningS + FIVE_MINUTES_S,
  );
  const version = options.liveVersion ?? serving;
  const evidence = version === undefined ? undefined : versions.get(version);
  if (version === undefined || !evidence) {
    return;
  }
  await knex.transaction(async trx => {
    if (!(await tryTakeLook(trx, options))) {
      return;
    }
    const remembered = await findRemembered(trx, subject);
    const signals = lookAtSignals(
      remembered.get(version)?.signals,
      evidence,
      thresholds,
    );
    const verdict: StoredVerdict = {
      ...subject,
      version,
      verdict: {
        ...describeVerdict(signals, new Date(nowMs)),
        limits: describeLimits(thresholds),
      },
      drift: countDrift(evidence.drift),
    };
    await saveEnvironmentVerdict(trx, verdict, nowMs);
  });
}

/**
 * Race prevented: a look that overwrites what the window's end, or a later look of
 * another replica, has stored meanwhile.
 */
async function tryTakeLook(
  trx: Knex.Transaction,
  { subject, judgedS, nowMs }: LookAtEnvironmentOptions,
): Promise<boolean> {
  await insertUnjudged(trx, subject, new Date(nowMs));
  const taken = await trx('verdicts')
    .where({
      model_ref: subject.modelRef,
      environment: subject.environment,
      judged_s: judgedS,
    })
    .where('judged_ms', '<', nowMs)
    .update({ judged_ms: nowMs });
  return taken > 0;
}
