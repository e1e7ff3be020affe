import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Feedback,
  Inference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  anInference,
  anInferenceId,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Misbehaviour } from './releaseKinds';

const RIGHT_SHARE = 0.9;
/** Milliseconds that an answer takes at least, and how much longer some take. */
const LATENCY_MS = { least: 8, spread: 6 };
const BOUNDARY = 1;

/** The records that a version leaves behind, and outcomes of them. */
export interface TrafficOfVersion
  extends Pick<Inference, 'modelRef' | 'environment' | 'version' | 'traffic'> {
  behaviour: Misbehaviour;
  requests: number;
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
}

/** Makes up requests and answers, the same ones of the same seed. */
export class SimulatedTraffic {
  private serial = 0;

  constructor(private seed: number) {}

  referenceRows(count: number): ReferenceRow[] {
    return Array.from({ length: count }, () => this.predict({}));
  }

  /** @returns in the order in which they happened */
  write({ behaviour, requests, fromMs, untilMs, ...of }: TrafficOfVersion): {
    inferences: Inference[];
    feedback: Feedback[];
  } {
    const inferences: Inference[] = [];
    const feedback: Feedback[] = [];
    for (let i = 0; i < requests; i += 1) {
      const timeMs = Math.floor(fromMs + ((untilMs - fromMs) * i) / requests);
      const { inputs, outputs, target } = this.predict(behaviour);
      const isError = this.random() < (behaviour.errorShare ?? 0);
      this.serial += 1;
      const inference = anInference({
        ...of,
        inferenceId: anInferenceId(timeMs, this.serial),
        timeMs,
        inputs,
        durationMs:
          (LATENCY_MS.least + LATENCY_MS.spread * this.random()) *
          (behaviour.slowness ?? 1),
        ...(isError
          ? {
              failed: true,
              statusCode: 500,
              errorType: 'ValueError',
              outputs: {},
            }
          : { outputs }),
      });
      inferences.push(inference);
      if (behaviour.hasOutcomes && !isError) {
        const { modelRef, inferenceId, row } = inference;
        const key = { modelRef, inferenceId, row, timeMs };
        feedback.push({ ...key, target, observedMs: untilMs });
      }
    }
    return { inferences, feedback };
  }

  private predict({
    boundaryShift = 0,
    rightShare = RIGHT_SHARE,
  }: Misbehaviour) {
    const x = 4 * this.random() - 1;
    const above = x > BOUNDARY - boundaryShift;
    const isRight = this.random() < rightShare;
    return {
      inputs: { x },
      outputs: {
        above,
        score: 1 / (1 + Math.exp(BOUNDARY - boundaryShift - x)),
      },
      target: { above: isRight ? above : !above },
    };
  }

  /** Mulberry32, by Tommy Ettinger: 0 to 1. */
  private random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
