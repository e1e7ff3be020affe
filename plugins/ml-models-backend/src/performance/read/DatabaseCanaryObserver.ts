import { TrafficKind } from '@noshelfware/backstage-plugin-ml-models-common';
import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { DDSketch } from '@datadog/sketches-js';
import { z } from 'zod';
import type {
  CanaryObservation,
  CanaryObserver,
  Disagreement,
  ObservedCanary,
  ObservedVersion,
} from '../../deployments/canary/CanaryObserver';
import { FIVE_MINUTES_S } from '../profile/WindowKey';
import { addPackedLatency, newLatencySketch } from '../profile/packLatency';
import { WindowProfile } from '../profile/WindowProfile';
import {
  ComparedVersion,
  compareOutputs,
  CompareOutputsOptions,
} from './compareOutputs';
import { compareAnswers } from './compareAnswers';
import { observeQuality } from './observeQuality';
import { readWindows } from './readWindows';
import { addUpWindows } from './summariseWindows';

export interface DatabaseCanaryObserverOptions extends CompareOutputsOptions {
  records: Pick<InferenceLogStore, 'listPairs'>;
  nowMs(): number;
}

/**
 * Records of copies that are compared at each look, the newest ones: of so many a
 * share is known to one or two percent, and they are read in some milliseconds.
 */
const COPIES_MAX = 2_000;

/** What windows add up to, as far as a canary is judged by it. */
const countedSchema = z.object({
  requests: z.number(),
  errors: z.number(),
  /** Not noted of canaries from before it was counted. */
  failuresUntold: z.number().default(0),
  /** Of a sketch, in base64. */
  latency: z.string().nullable(),
});
const noteSchema = z.object({ candidate: countedSchema, live: countedSchema });

/**
 * Tells from profiles what came of a canary: every record of it is counted there,
 * whatever is kept of its body. They are kept by five minutes; what was in them
 * before it began is noted then, and left out.
 */
export class DatabaseCanaryObserver implements CanaryObserver {
  constructor(private readonly options: DatabaseCanaryObserverOptions) {}

  async noteCounted(canary: ObservedCanary): Promise<string> {
    const { candidate, live } = this.sidesOf(canary);
    return JSON.stringify({
      candidate: toCounted(await this.addUp(candidate)),
      live: toCounted(await this.addUp(live)),
    } satisfies z.input<typeof noteSchema>);
  }

  async observe(
    canary: ObservedCanary,
    counted: string,
  ): Promise<CanaryObservation> {
    const before = noteSchema.parse(JSON.parse(counted));
    const { candidate, live } = this.sidesOf(canary);
    return {
      candidate: {
        version: candidate.version,
        ...since(await this.addUp(candidate), before.candidate),
      },
      live: {
        version: live.version,
        ...since(await this.addUp(live), before.live),
      },
      quality: await observeQuality(
        this.options.knex,
        this.sidesOf({ ...canary, since: canary.begun ?? canary.since }),
      ),
      outputs: await compareOutputs(this.options, candidate, live),
      disagreement: await this.findDisagreement(canary),
    };
  }

  /** By the records, of which profiles do not tell which are of one request. */
  private async findDisagreement(
    canary: ObservedCanary,
  ): Promise<Disagreement | undefined> {
    const { candidate, environment, live, modelRef, shadow } = canary;
    if (!shadow) {
      return undefined;
    }
    const { records, redaction } = this.options;
    const found = await records.listPairs({
      modelRef,
      environment,
      shadow: candidate,
      primary: live,
      sinceMs: canary.since.getTime(),
      limit: COPIES_MAX,
    });
    const rules = await Promise.all(
      [candidate, live].map(version => redaction.findRules(modelRef, version)),
    );
    return compareAnswers(found, {
      tolerance: shadow.tolerance,
      rules: rules.flat(),
    });
  }

  private sidesOf(canary: ObservedCanary) {
    const { modelRef, environment } = canary;
    const startS = canary.since.getTime() / 1000;
    const sideOf = (
      version: number,
      traffic: TrafficKind,
    ): ComparedVersion => ({
      modelRef,
      environment,
      version,
      traffic,
      replay: false,
      fromS: Math.floor(startS / FIVE_MINUTES_S) * FIVE_MINUTES_S,
      untilS: Math.ceil(this.options.nowMs() / 1000) + 1,
    });
    return {
      candidate: sideOf(canary.candidate, canary.shadow ? 'shadow' : 'canary'),
      live: sideOf(canary.live, 'primary'),
    };
  }

  private async addUp(filter: ComparedVersion): Promise<WindowProfile> {
    return addUpWindows(await readWindows(this.options.knex, filter));
  }
}

function toCounted(profile: WindowProfile): z.output<typeof countedSchema> {
  const { requests, errors, failuresUntold } = profile;
  const latency = profile.toRow().latency?.toString('base64') ?? null;
  return { requests, errors, failuresUntold, latency };
}

/** @returns what has come to a profile since it was counted */
function since(
  now: WindowProfile,
  { requests, errors, failuresUntold, latency }: z.output<typeof countedSchema>,
): Omit<ObservedVersion, 'version'> {
  const before = newLatencySketch();
  if (latency) addPackedLatency(before, Buffer.from(latency, 'base64'));
  return {
    requests: now.requests - requests,
    errors: now.errors - errors,
    failuresUntold: now.failuresUntold - failuresUntold,
    timed: now.latency.count - before.count,
    slowerThan: latencyMs =>
      countSlowerThan(now.latency, latencyMs) -
      countSlowerThan(before, latencyMs),
  };
}

/** @returns how many of a sketch's values are larger, to the accuracy it has */
function countSlowerThan(sketch: DDSketch, latencyMs: number): number {
  // The first rank above, by halves.
  let low = 0;
  let high = sketch.count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const rankMs = sketch.getValueAtQuantile(
      middle / Math.max(1, sketch.count - 1),
    );
    if (rankMs > latencyMs) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return sketch.count - low;
}
