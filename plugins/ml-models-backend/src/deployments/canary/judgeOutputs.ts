import { formatRatio } from '../../formatNumber';
import {
  CanaryObservation,
  ComparedOutput,
  ObservedVersion,
} from './CanaryObserver';
import { Finding } from './Finding';

/** Whether it predicts otherwise than the live version. */
export function judgeOutputs({ outputs, live }: CanaryObservation): Finding[] {
  const redacted = outputs.filter(it => it.redacted);
  const compared = outputs.filter(it => !it.redacted);
  const drifted = compared.filter(it => it.decision === 'drift');
  const stable = compared.filter(it => it.decision === 'stable');
  const few = compared.filter(it => it.decision === 'unknown');
  const findings: Finding[] = [];
  if (drifted.length > 0) {
    findings.push(sayDrifted(drifted, live));
  } else if (stable.length > 0) {
    const which = stable.length < outputs.length ? ` ${namesOf(stable)}` : '';
    findings.push({
      outcome: 'kept',
      says: `it predicts${which} as version ${live.version} does`,
    });
  }
  if (few.length > 0 || outputs.length === 0) {
    const which = few.length < outputs.length ? ` of ${namesOf(few)}` : '';
    findings.push({
      outcome: 'unmeasured',
      says: `its predictions${which} are too few to compare`,
    });
  }
  return redacted.length > 0
    ? [...findings, sayRedacted(redacted, live)]
    : findings;
}

function sayDrifted(
  drifted: readonly ComparedOutput[],
  { version }: ObservedVersion,
): Finding {
  const distances = drifted.map(
    ({ name, distance = 0 }) => `${name} (distance ${formatRatio(distance)})`,
  );
  return {
    outcome: 'broken',
    says: `it predicts otherwise than version ${version}: ${distances.join(
      ', ',
    )}`,
  };
}

function sayRedacted(
  redacted: readonly ComparedOutput[],
  { version }: ObservedVersion,
): Finding {
  return {
    outcome: 'unmeasured',
    says: `its predictions of ${namesOf(
      redacted,
    )} are not compared with those of version ${version}, because the records of the two are not redacted alike`,
  };
}

/** Each once: of a text its length is compared, and its shape. */
function namesOf(outputs: readonly ComparedOutput[]): string {
  return [...new Set(outputs.map(({ name }) => name))].join(', ');
}
