import {
  CanaryObservation,
  CanaryObserver,
  ComparedOutput,
  Disagreement,
  ObservedCanary,
  ObservedVersion,
} from '../deployments/canary/CanaryObserver';
import { ComparedQuality } from '../deployments/canary/ComparedQuality';

export interface ObservedRequests {
  requests: number;
  errors: number;
  /** Default: none. */
  failuresUntold?: number;
  /** Milliseconds that each answer took. */
  latencyMs: number;
  /** Of how many that is known; default: of all. */
  timed?: number;
}

/** A version that did the same with each of its requests. */
export function anObservedVersion(
  version: number,
  {
    requests,
    errors,
    failuresUntold = 0,
    latencyMs,
    timed = requests,
  }: ObservedRequests,
): ObservedVersion {
  return {
    version,
    requests,
    errors,
    failuresUntold,
    timed,
    slowerThan: ms => (latencyMs > ms ? timed : 0),
  };
}

/** Answers to a thousand requests, all of which could be compared. */
export function aDisagreement(
  changes: Partial<Disagreement> = {},
): Disagreement {
  const { n = 1_000, differing = 0 } = changes;
  return {
    copies: 1_000,
    paired: 1_000,
    failed: 0,
    withoutBody: 0,
    n,
    differing,
    outputs: [{ name: 'delayed', n, differing, isDecision: true }],
    redacted: [],
    oneSided: [],
    examples: [],
    ...changes,
  };
}

/** Tells what a test wants a canary to have done. */
export class InMemoryCanaryObserver implements CanaryObserver {
  candidate: ObservedRequests = { requests: 1_000, errors: 0, latencyMs: 20 };
  live: ObservedRequests = { requests: 9_000, errors: 0, latencyMs: 20 };
  quality: ComparedQuality[] = [];
  outputs: ComparedOutput[] = [{ name: 'delayed', decision: 'stable' }];
  /** Of a shadow: none, in a thousand pairs. */
  disagreement: Disagreement = aDisagreement();
  /** Is told of each look, before it is answered. */
  onLook: (canary: ObservedCanary) => Promise<void> = async () => {};

  async noteCounted({ candidate, live }: ObservedCanary): Promise<string> {
    return `before ${candidate} and ${live}`;
  }

  async observe(
    canary: ObservedCanary,
    counted: string,
  ): Promise<CanaryObservation> {
    if (counted !== (await this.noteCounted(canary))) {
      throw new Error(`'${counted}' was noted of another canary`);
    }
    await this.onLook(canary);
    return {
      candidate: anObservedVersion(canary.candidate, this.candidate),
      live: anObservedVersion(canary.live, this.live),
      quality: this.quality,
      outputs: this.outputs,
      disagreement: canary.shadow && this.disagreement,
    };
  }
}
