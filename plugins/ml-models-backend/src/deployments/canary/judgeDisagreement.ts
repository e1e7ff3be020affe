import {
  ComparedGuardrail,
  countTrials,
  MAX_OTHER_DECISIONS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatPercent } from '../../formatNumber';
import { CanaryObservation, Disagreement } from './CanaryObserver';
import { CHANCE, Finding, findingOf } from './Finding';
import { isSurelyAbove } from './isSurelyAbove';
import { JudgedRules } from './JudgedRules';

/** Requests that both answered which make a share of them worth telling. */
const COMPARED_MIN = 100;

interface Counted {
  n: number;
  differing: number;
}

/** Whether a shadow answers too many requests otherwise than the live version did. */
export function judgeDisagreement(
  { disagreement, live }: CanaryObservation,
  rules: JudgedRules,
): Finding[] {
  if (!disagreement || !rules.shadow) {
    return [];
  }
  return [
    judgeAnswers(disagreement, live.version, rules),
    ...leaveOut(
      disagreement.redacted,
      'rules redact them in the records of a version',
    ),
    ...leaveOut(
      disagreement.oneSided,
      'only one of the two versions ever answers them',
    ),
  ];
}

function judgeAnswers(
  disagreement: Disagreement,
  live: number,
  rules: JudgedRules,
): Finding {
  const { n, outputs } = disagreement;
  const own = rules.shadow?.maxDisagreement;
  // Of one output there is nothing to add up.
  const [only, ...others] = outputs;
  const limit =
    own ?? (only && others.length === 0 ? limitOf(only, own) : undefined);
  const all = judge(disagreement, rules, limit);
  const each =
    others.length > 0
      ? outputs.map(output => ({
          ...judge(output, rules, limitOf(output, own)),
          output: output.name,
        }))
      : [];
  const judged = [all, ...each];
  const isBroken = judged.some(({ outcome }) => outcome === 'broken');
  // Some models are judged by fewer requests than that.
  const least = Math.min(COMPARED_MIN, rules.minSamples);
  if (n < least && !isBroken) {
    return findingOf({
      ...all,
      candidate: { n },
      outcome: 'unmeasured',
      maybeByChance: undefined,
      says: tellWhy(disagreement, live, least),
    });
  }
  const says = `it answers ${tellShare(all)} of ${formatCount(
    n,
    'request',
  )} otherwise than version ${live}${tellLimit(all)}`;
  const eachSays = each.map(it => ({
    ...it,
    says: `${it.output} ${tellShare(it)}${
      // Of one limit for all it is told once.
      own === undefined ? tellLimit(it) : ''
    }`,
  }));
  return {
    outcome: isBroken ? 'broken' : 'kept',
    says: [says, eachSays.map(it => it.says).join(', ')]
      .filter(Boolean)
      .join(': '),
    guardrails: [{ ...all, says }, ...eachSays],
  };
}

type Judged = Omit<ComparedGuardrail, 'says'>;

/** @returns above which share an output breaks it; undefined: it breaks nothing */
function limitOf(
  { isDecision }: Disagreement['outputs'][number],
  own: number | undefined,
): number | undefined {
  return own ?? (isDecision ? MAX_OTHER_DECISIONS : undefined);
}

function judge(
  { differing, n }: Counted,
  rules: JudgedRules,
  limit = 1,
): Judged {
  const broken = isSurelyAbove(differing, n, {
    limit,
    trials: countTrials(rules),
  });
  const share = n > 0 ? differing / n : 0;
  return {
    guardrail: 'disagreement',
    unit: 'share',
    candidate: { n, value: share },
    limit: limit < 1 ? { value: limit, unit: 'share' } : undefined,
    outcome: broken ? 'broken' : 'kept',
    maybeByChance: (!broken && share > limit) || undefined,
  };
}

function tellShare({ candidate }: Judged): string {
  return formatPercent(candidate?.value ?? 0);
}

function tellLimit({ limit, maybeByChance }: Judged): string {
  return limit
    ? ` (limit ${formatPercent(limit.value)}${maybeByChance ? CHANCE : ''})`
    : '';
}

/** The first of what keeps answers from being compared. */
function tellWhy(
  { copies, failed, n, paired, redacted, withoutBody }: Disagreement,
  live: number,
  least: number,
): string {
  const so = 'its answers are not compared one by one, because';
  if (copies === 0) {
    return `${so} no record of a copy with a gateway id has come`;
  }
  if (paired === 0) {
    return `${so} none of its ${formatCount(
      copies,
    )} records has its gateway id in one of version ${live}, whose service has to report the header x-noshelfware-gateway-id as noshelfware.gateway.id`;
  }
  if (n === 0 && withoutBody > 0) {
    return `${so} of the ${formatCount(
      withoutBody,
    )} that both gave no body was kept (spec.logging.sample)`;
  }
  if (n === 0 && redacted.length > 0) {
    return `${so} rules redact ${redacted.join(', ')}`;
  }
  const kept = [
    failed > 0 && `${formatCount(failed)} failed`,
    withoutBody > 0 &&
      `of ${formatCount(withoutBody)} no body was kept (spec.logging.sample)`,
  ].filter(it => it !== false);
  return `${formatCount(
    n,
  )} of its answers could be compared one by one with those of version ${live}, and it takes ${least}${
    kept.length > 0 ? `: ${kept.join(', ')}` : ''
  }`;
}

function leaveOut(names: readonly string[], why: string): Finding[] {
  if (names.length === 0) {
    return [];
  }
  const saying = (of: readonly string[]) =>
    `answers of ${of.join(', ')} are not compared one by one: ${why}`;
  return [
    {
      outcome: 'unmeasured',
      says: saying(names),
      guardrails: names.map(output => ({
        guardrail: 'disagreement',
        output,
        unit: 'share',
        outcome: 'unmeasured',
        says: saying([output]),
      })),
    },
  ];
}
