import { formatRatio } from '../../formatNumber';
import {
  CanaryObservation,
  ComparedOutput,
  ObservedVersion,
} from './CanaryObserver';
import { Finding } from './Finding';

/** Whether it predicts otherwise than the live version. */
export function judgeOutputs({ outputs, live }: CanaryObservation): Finding[] {
  const redacted = outputs.filter(it => it.redacted).map(({ name }) => name);
  if (redacted.length === 0) {
    return [judgeCompared(outputs, live)];
  }
  const compared = outputs.filter(it => !it.redacted);
  const says = `its predictions of ${redacted.join(
    ', ',
  )} are not compared with those of version ${
    live.version
  }, because the records of the two are not redacted alike`;
  return [
    ...(compared.length > 0 ? [judgeCompared(compared, live)] : []),
    { breach: false, says },
  ];
}

function judgeCompared(
  outputs: readonly ComparedOutput[],
  live: ObservedVersion,
): Finding {
  const drifted = outputs.filter(({ decision }) => decision === 'drift');
  if (drifted.length > 0) {
    const names = drifted.map(
      ({ name, distance = 0 }) => `${name} (distance ${formatRatio(distance)})`,
    );
    return {
      breach: true,
      says: `it predicts otherwise than version ${live.version}: ${names.join(
        ', ',
      )}`,
    };
  }
  return {
    breach: false,
    says: outputs.some(({ decision }) => decision === 'stable')
      ? `it predicts as version ${live.version} does`
      : 'its predictions are too few to compare',
  };
}
