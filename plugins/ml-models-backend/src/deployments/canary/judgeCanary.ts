import { ComparedGuardrail } from '@noshelfware/backstage-plugin-ml-models-common';
import { CanaryObservation } from './CanaryObserver';
import { Finding } from './Finding';
import { judgeDisagreement } from './judgeDisagreement';
import { countTold, judgeErrors } from './judgeErrors';
import { JudgedRules } from './JudgedRules';
import { judgeLatency } from './judgeLatency';
import { judgeOutputs } from './judgeOutputs';
import { judgeQuality } from './judgeQuality';

export interface CanaryJudgement {
  /** Which limits it has broken, and by how much. */
  breaches: string[];
  /** What is known of it, whether good or not. */
  findings: string[];
  /** Why guardrails could not be measured, those of them that were not. */
  unmeasured: string[];
  /** The same of what may come later or never, and is not waited for. */
  awaited: string[];
  /** The same of each guardrail, side by side with the live version. */
  guardrails: ComparedGuardrail[];
  /** Requests that it has answered, of which is known whether they failed. */
  samples: number;
  /** Whether those are enough to call it good. */
  isJudged: boolean;
  /** Whether callers asked meanwhile, whichever of the two. */
  isAsked: boolean;
}

/** Judges a version by what it has done with its share of the requests. */
export function judgeCanary(
  observation: CanaryObservation,
  rules: JudgedRules,
): CanaryJudgement {
  const parts = [
    judgeErrors(observation, rules),
    judgeLatency(observation, rules),
    ...judgeOutputs(observation),
    ...judgeQuality(observation, rules),
    ...judgeDisagreement(observation, rules),
  ];
  const awaited = parts.filter(isAwaited);
  const saying = (...outcomes: Finding['outcome'][]) =>
    parts.flatMap(part =>
      outcomes.includes(part.outcome) && !isAwaited(part) ? part.says : [],
    );
  const samples = countTold(observation.candidate);
  return {
    breaches: saying('broken'),
    findings: saying('kept', 'broken'),
    unmeasured: saying('unmeasured'),
    awaited: awaited.map(({ says }) => says),
    guardrails: parts.flatMap(({ guardrails }) => guardrails),
    samples,
    isJudged: samples >= rules.minSamples,
    isAsked: countAsked(observation, rules) > 0,
  };
}

function isAwaited({ guardrails }: Finding): boolean {
  return guardrails.some(({ awaited }) => awaited);
}

/** Nobody asks a shadow but its smoke test, whose record may come late, and people. */
function countAsked(
  { candidate, live }: CanaryObservation,
  { shadow }: JudgedRules,
): number {
  return shadow ? live.requests : candidate.requests + live.requests;
}
