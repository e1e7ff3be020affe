import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { ModelThresholds } from '../drift/driftLimits';
import { EvaluationSource } from '../EvaluationSource';
import { FIVE_MINUTES_S } from '../profile/WindowKey';
import { countDrift } from './countDrift';
import { advanceSignals, isForgotten } from './advanceSignals';
import { describeLimits } from './describeLimits';
import { describeVerdict } from './describeVerdict';
import {
  EnvironmentEvidence,
  EnvironmentOfModel,
  readEnvironmentEvidence,
} from './readEnvironmentEvidence';
import {
  insertUnjudged,
  saveEnvironmentVerdict,
  StoredVerdict,
} from './storedVerdicts';
import { saveVerdictChange } from './verdictChanges';
import { noteVerdict } from './verdictNotices';
import {
  findRemembered,
  JudgedVersion,
  RememberedVersion,
  saveVersionVerdict,
} from './versionVerdicts';

export interface JudgeWindowOptions {
  knex: Knex;
  evaluation: EvaluationSource;
  thresholds: ModelThresholds;
  subject: EnvironmentOfModel;
  /** Where the window ends that is judged, seconds since the epoch. */
  endS: number;
  /** Where the window ended that was judged before; 0: none was. */
  judgedS: number;
  /** When what it shows is seen, seconds since the epoch: no verdict is older. */
  seenS: number;
}

/**
 * Judges all versions of an environment by one closed window, and stores what
 * comes of it: verdicts, changes, and what the owner is to be told.
 *
 * @returns false when somebody else judged the window
 */
export async function judgeWindow(
  options: JudgeWindowOptions,
): Promise<boolean> {
  const { knex, subject, endS, judgedS, seenS } = options;
  const evidence = await readEnvironmentEvidence(options, subject, endS);
  return knex.transaction(async trx => {
    if (!(await tryTakeWindow(trx, subject, { endS, judgedS }))) {
      return false;
    }
    const remembered = await findRemembered(trx, subject);
    const judged = judgeVersions(options, evidence, remembered);
    for (const version of judged) {
      await saveVersionVerdict(trx, version);
      await noteChange(trx, version, remembered.get(version.version), seenS);
    }
    const serving = await findServing(trx, subject, evidence);
    const verdict =
      judged.find(({ version }) => version === serving) ?? silence(options);
    await saveEnvironmentVerdict(trx, verdict, endS * 1000);
    await noteVerdict(trx, verdict);
    return true;
  });
}

/**
 * Race prevented: two replicas that judge the same window, which would count
 * twice in the memory of each signal. The first to move the mark has it.
 */
async function tryTakeWindow(
  trx: Knex.Transaction,
  subject: EnvironmentOfModel,
  { endS, judgedS }: { endS: number; judgedS: number },
): Promise<boolean> {
  await insertUnjudged(trx, subject, new Date(endS * 1000));
  const moved = await trx('verdicts')
    .where({
      model_ref: subject.modelRef,
      environment: subject.environment,
      judged_s: judgedS,
    })
    .update({ judged_s: endS });
  return moved > 0;
}

function judgeVersions(
  { thresholds, subject, endS, judgedS, seenS }: JudgeWindowOptions,
  evidence: EnvironmentEvidence,
  remembered: ReadonlyMap<number, RememberedVersion>,
): JudgedVersion[] {
  const known = [...remembered].filter(
    ([, { signals }]) => !isForgotten(signals),
  );
  const numbers = new Set([
    ...evidence.versions.keys(),
    ...known.map(([version]) => version),
  ]);
  const limits = describeLimits(thresholds);
  return [...numbers].map(version => {
    const found = evidence.versions.get(version);
    const signals = advanceSignals({
      before: remembered.get(version)?.signals,
      evidence: found,
      thresholds,
      seenS,
      skipped: judgedS === 0 ? 0 : (endS - judgedS) / FIVE_MINUTES_S - 1,
    });
    return {
      ...subject,
      version,
      signals,
      verdict: { ...describeVerdict(signals, new Date(seenS * 1000)), limits },
      drift: found && countDrift(found.drift),
    };
  });
}

async function noteChange(
  trx: Knex.Transaction,
  { modelRef, environment, version, verdict }: JudgedVersion,
  before: RememberedVersion | undefined,
  atS: number,
): Promise<void> {
  const from = before?.state ?? 'unknown';
  if (from !== verdict.state) {
    await saveVerdictChange(trx, {
      modelRef,
      environment,
      version,
      atS,
      from,
      to: verdict.state,
      reason: verdict.reasons[0]?.text ?? '',
    });
  }
}

/** A version that fell silent goes on to be the one that is spoken of. */
async function findServing(
  trx: Knex.Transaction,
  { modelRef, environment }: EnvironmentOfModel,
  { serving }: EnvironmentEvidence,
): Promise<number | undefined> {
  if (serving !== undefined) {
    return serving;
  }
  const row = await trx('verdicts')
    .where({ model_ref: modelRef, environment })
    .first<{ version: number | null }>('version');
  return row?.version ?? undefined;
}

function silence({
  subject,
  seenS,
  thresholds,
}: JudgeWindowOptions): StoredVerdict {
  const verdict: Verdict = {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: 'No request in the last 15 minutes',
      },
    ],
    judgedAt: new Date(seenS * 1000).toISOString(),
    limits: describeLimits(thresholds),
  };
  return { ...subject, verdict };
}
