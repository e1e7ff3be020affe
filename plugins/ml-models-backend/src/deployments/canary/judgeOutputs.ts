import {
  ComparedGuardrail,
  DRIFT_SAMPLES_MIN,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatRatio } from '../../formatNumber';
import { CanaryObservation, ComparedOutput } from './CanaryObserver';
import { Finding, findingOf } from './Finding';

const UNIT = 'js-distance';

/** Says the same of one output or several; those of none speak of all. */
type Saying = (
  of: readonly ComparedOutput[],
  observation: CanaryObservation,
) => string;

/** Whether it predicts otherwise than the live version. */
export function judgeOutputs(observation: CanaryObservation): Finding[] {
  const { outputs } = observation;
  const redacted = outputs.filter(it => it.redacted);
  const compared = outputs.filter(it => !it.redacted);
  const decided = (decision: ComparedOutput['decision']) =>
    compared.filter(it => it.decision === decision);
  const finding = (
    outcome: Finding['outcome'],
    of: readonly ComparedOutput[],
    saying: Saying,
  ): Finding[] =>
    of.length === 0
      ? []
      : [
          {
            outcome,
            says: saying(of, observation),
            guardrails: of.map(output => ({
              ...measure(output),
              outcome,
              says: saying([output], observation),
            })),
          },
        ];
  if (outputs.length === 0) {
    return [
      findingOf({
        guardrail: 'output',
        unit: UNIT,
        outcome: 'unmeasured',
        says: sayTooFew([], observation),
      }),
    ];
  }
  return [
    ...finding('broken', decided('drift'), sayDrifted),
    ...finding('kept', decided('stable'), sayStable),
    ...finding('unmeasured', decided('unknown'), sayTooFew),
    ...finding('unmeasured', redacted, sayRedacted),
  ];
}

/** With too few of either, the distance is made by chance, and is none to show. */
function measure(
  output: ComparedOutput,
): Omit<ComparedGuardrail, 'outcome' | 'says'> {
  const { name, decision, distance, limit, n, liveN } = output;
  return {
    guardrail: 'output',
    output: name,
    unit: UNIT,
    candidate:
      n === undefined
        ? undefined
        : { n, value: decision === 'unknown' ? undefined : distance },
    live: liveN === undefined ? undefined : { n: liveN },
    limit: limit === undefined ? undefined : { value: limit, unit: UNIT },
  };
}

function sayDrifted(
  drifted: readonly ComparedOutput[],
  { live }: CanaryObservation,
): string {
  const distances = drifted.map(
    ({ name, distance = 0 }) => `${name} (distance ${formatRatio(distance)})`,
  );
  return `it predicts otherwise than version ${live.version}: ${distances.join(
    ', ',
  )}`;
}

function sayStable(
  stable: readonly ComparedOutput[],
  { live, outputs }: CanaryObservation,
): string {
  const which = stable.length < outputs.length ? ` ${namesOf(stable)}` : '';
  return `it predicts${which} as version ${live.version} does`;
}

function sayTooFew(
  few: readonly ComparedOutput[],
  { outputs }: CanaryObservation,
): string {
  const which = few.length < outputs.length ? ` of ${namesOf(few)}` : '';
  return `its predictions${which} are too few to compare: it takes ${DRIFT_SAMPLES_MIN} of either version`;
}

function sayRedacted(
  redacted: readonly ComparedOutput[],
  { live }: CanaryObservation,
): string {
  return `its predictions of ${namesOf(
    redacted,
  )} are not compared with those of version ${
    live.version
  }, because the records of the two are not redacted alike`;
}

/** Each once: of a text its length is compared, and its shape. */
function namesOf(outputs: readonly ComparedOutput[]): string {
  return [...new Set(outputs.map(({ name }) => name))].join(', ');
}
