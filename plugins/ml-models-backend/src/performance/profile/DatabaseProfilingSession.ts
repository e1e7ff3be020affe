import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Inference,
  InferenceSums,
  OutcomeChange,
  OutcomePlace,
  ProfilingSession,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { VersionKey } from '../baseline/baselines';
import { askTogether } from '../../sqlite/askTogether';
import { addReceived, sumUpReceived } from '../completeness/countReceived';
import {
  parseContribution,
  stringifyContribution,
} from '../quality/contribution';
import { addCounts } from '../quality/Counts';
import { addEstimate, estimateOutcome } from '../quality/estimateQuality';
import { judgeOutcomes } from '../quality/judgeOutcomes';
import { addToFeatureCounts } from './addToFeatureCounts';
import { addToTrafficDays, sumUpTrafficDays } from './trafficDays';
import { addToWindows } from './addToWindows';
import { CountingRules } from './ProfilingKnowledge';
import { WindowBatch } from './WindowBatch';
import { placeWindow, WindowKey } from './WindowKey';
import { WindowProfile } from './WindowProfile';

export interface DatabaseProfilingSessionOptions {
  trx: Knex.Transaction;
  writer: string;
  nowMs: number;
  rulesOf(version: VersionKey): CountingRules;
}

/** Sums up in memory, and adds each window to the database once. */
export class DatabaseProfilingSession implements ProfilingSession {
  constructor(private readonly options: DatabaseProfilingSessionOptions) {}

  readonly predictionOf = ({ outputs, ...version }: Inference): NamedValues => {
    const { rule } = this.options.rulesOf(version);
    const names = rule ? [rule.output, rule.score] : Object.keys(outputs);
    return Object.fromEntries(
      Object.entries(outputs).filter(([name]) => names.includes(name)),
    );
  };

  sumUp(inferences: readonly Inference[]): InferenceSums {
    const { trx, nowMs } = this.options;
    const batch = new WindowBatch();
    for (const inference of inferences) {
      this.countInference(batch, inference);
    }
    const received = sumUpReceived(inferences, nowMs);
    const trafficDays = sumUpTrafficDays(inferences);
    return {
      add: () =>
        askTogether(trx, [
          ...this.writes(batch),
          () => addReceived(trx, received),
          () => addToTrafficDays(trx, trafficDays),
        ]),
    };
  }

  async countOutcomes(
    changes: readonly OutcomeChange[],
  ): Promise<(string | undefined)[]> {
    const batch = new WindowBatch();
    const judged = judgeOutcomes(
      changes,
      version => this.options.rulesOf(version).rule,
    );
    const contributions = changes.map((change, index) => {
      const { inference, formerContribution, inputs } = change;
      const rules = this.options.rulesOf(inference);
      const profile = batch.profileOf(this.keyOf(inference));
      // Without its inputs nobody knows which slices a record was in.
      const slices = (inputs && rules.findSlices?.(inputs)) ?? [];
      if (formerContribution !== undefined) {
        const former = parseContribution(formerContribution);
        // Slices may have been chosen anew since.
        for (const part of partsOf(profile, former.slices ?? slices)) {
          addCounts(part.outcomes, former.sums, -1);
        }
      }
      const contribution = judged[index];
      if (!contribution) {
        return undefined;
      }
      for (const part of partsOf(profile, slices)) {
        addCounts(part.outcomes, contribution);
      }
      return stringifyContribution(contribution, slices);
    });
    await askTogether(this.options.trx, this.writes(batch));
    return contributions;
  }

  private countInference(batch: WindowBatch, inference: Inference): void {
    const key = this.keyOf(inference);
    const rules = this.options.rulesOf(inference);
    const profile = batch.profileOf(key);
    const { inputs, failed } = inference;
    const outputs = failed ? undefined : inference.outputs;
    const estimate =
      outputs && rules.rule && rules.isCalibrated
        ? estimateOutcome(rules.rule, outputs)
        : undefined;
    for (const part of partsOf(profile, rules.findSlices?.(inputs) ?? [])) {
      part.addRecord(inference);
      if (estimate) addEstimate(part.outcomes, estimate);
    }
    const extra = rules.columns?.findExtra(inference);
    if (extra && extra.length > 0) {
      profile.addExtraColumns(new Map(extra.map(column => [column, 1])));
    }
    for (const layout of rules.layouts) {
      layout.count(batch.featureCountsOf(key, layout), { inputs, outputs });
    }
  }

  private keyOf(place: OutcomePlace): WindowKey {
    const { modelRef, environment, version, traffic, replay, timeMs } = place;
    return {
      modelRef,
      environment,
      version,
      traffic,
      replay,
      ...placeWindow(timeMs, this.options.nowMs),
    };
  }

  private writes(batch: WindowBatch): (() => Promise<void>)[] {
    const { trx, writer } = this.options;
    return [
      () => addToWindows(trx, { writer }, batch.windows()),
      () => addToFeatureCounts(trx, { writer }, batch.features()),
    ];
  }
}

/** @returns the profile of a window, and those of its slices */
function partsOf(
  profile: WindowProfile,
  slices: readonly string[],
): WindowProfile[] {
  return [profile, ...slices.map(key => profile.sliceOf(key))];
}
