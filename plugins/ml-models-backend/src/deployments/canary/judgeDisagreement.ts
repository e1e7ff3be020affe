import {
  ComparedGuardrail,
  countTrials,
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
    judgeAnswers(disagreement, live.version, {
      ...rules,
      limit: rules.shadow.maxDisagreement,
    }),
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
  { limit, minSamples, ...rules }: JudgedRules & { limit: number },
): Finding {
  const { n, outputs } = disagreement;
  const compared = {
    guardrail: 'disagreement',
    unit: 'share',
    limit: limit < 1 ? ({ value: limit, unit: 'share' } as const) : undefined,
  } as const;
  const trials = countTrials(rules);
  const isBroken = (counted: Counted) =>
    isSurelyAbove(counted.differing, counted.n, { limit, trials });
  // Some models are judged by fewer requests than that.
  const least = Math.min(COMPARED_MIN, minSamples);
  if (n < least && !isBroken(disagreement)) {
    return findingOf({
      ...compared,
      candidate: { n },
      outcome: 'unmeasured',
      says: tellWhy(disagreement, live, least),
    });
  }
  const judge = (counted: Counted): Omit<ComparedGuardrail, 'says'> => {
    const broken = isBroken(counted);
    const share = shareOf(counted);
    return {
      ...compared,
      candidate: { n: counted.n, value: share },
      outcome: broken ? 'broken' : 'kept',
      maybeByChance: (!broken && share > limit) || undefined,
    };
  };
  const all = judge(disagreement);
  const says = `it answers ${formatPercent(
    shareOf(disagreement),
  )} of ${formatCount(
    n,
    'request',
  )} otherwise than version ${live} (${tellLimit(limit)}${
    all.maybeByChance ? CHANCE : ''
  })`;
  const each = outputs.map(({ name, ...counted }) => ({
    ...judge(counted),
    output: name,
    says: `${name} ${formatPercent(shareOf(counted))}`,
  }));
  return {
    outcome: all.outcome,
    says:
      each.length > 1
        ? `${says}: ${each.map(output => output.says).join(', ')}`
        : says,
    guardrails: [{ ...all, says }, ...(each.length > 1 ? each : [])],
  };
}

function shareOf({ n, differing }: Counted): number {
  return differing / n;
}

function tellLimit(limit: number): string {
  return limit < 1 ? `limit ${formatPercent(limit)}` : 'no limit';
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
