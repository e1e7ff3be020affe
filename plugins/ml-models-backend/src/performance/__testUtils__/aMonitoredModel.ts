import { mockServices } from '@backstage/backend-test-utils';
import {
  DEFAULT_VERDICT_THRESHOLDS,
  PerformanceMarker,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Feedback,
  Inference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aModelReport,
  anInference,
  FLIGHT_DELAY,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { DatabaseInferenceLogStore } from '../../inference/store/DatabaseInferenceLogStore';
import { ModelKeys } from '../../inference/ModelKeys';
import { DriftLimits } from '../drift/driftLimits';
import { DatabaseBaselineFreezer } from '../baseline/DatabaseBaselineFreezer';
import { DatabaseInferenceProfiler } from '../profile/DatabaseInferenceProfiler';
import { LiveVersion, StoppedVersion } from '../LiveVersions';
import { SliceSource } from '../profile/SliceSource';
import { getPerformance } from '../read/getPerformance';
import { judgeModels } from '../verdict/judgeModels';

const CARRIERS = ['UA', 'AA', 'DL'];

/** Values that are spread evenly, and the same in every run. */
export function aFlight(serial: number) {
  return {
    inputs: {
      distance: 200 + ((serial * 7919) % 2000),
      carrier: CARRIERS[serial % CARRIERS.length],
    },
    outputs: {
      delayed: serial % 4 === 0,
      probability: ((serial * 31) % 100) / 100,
    },
  };
}

export function aReference(rows = 1_000): ReferenceRow[] {
  return Array.from({ length: rows }, (_, serial) => ({
    ...aFlight(serial),
    target: { delayed: serial % 4 === 0 },
  }));
}

/** As many inferences as `count`, a second apart, spread as the reference is. */
export function someInferences(
  count: number,
  changes: Partial<Inference> & { timeMs: number },
): Inference[] {
  return Array.from({ length: count }, (_, serial) =>
    anInference({
      serial,
      ...aFlight(serial),
      ...changes,
      timeMs: changes.timeMs + serial,
    }),
  );
}

/** A model that is monitored as in the plugin, at a time that tests set. */
export async function aMonitoredModel(
  knex: Knex,
  now: { ms: number },
  slices: readonly string[] | SliceSource['find'] = [],
) {
  const nowMs = () => now.ms;
  const profiler = new DatabaseInferenceProfiler({
    knex,
    writers: ['boot'],
    slices: {
      find: typeof slices === 'function' ? slices : async () => slices,
    },
    nowMs,
  });
  const log = new DatabaseInferenceLogStore({
    knex,
    modelKeys: new ModelKeys(),
    logger: mockServices.logger.mock(),
  });
  const freezer = new DatabaseBaselineFreezer();
  const evaluation = {
    listMetrics: async () => [
      { name: 'roc_auc', value: 0.8, higherIsBetter: true },
      { name: 'accuracy', value: 0.9, higherIsBetter: true },
    ],
  };
  const live: LiveVersion[] = [];
  const stopped: StoppedVersion[] = [];
  const liveVersions = {
    list: async () => live,
    listStopped: async () => stopped,
  };
  const logger = mockServices.logger.mock();
  const judging = {
    knex,
    evaluation,
    logger,
    thresholds: { findThresholds: async () => DEFAULT_VERDICT_THRESHOLDS },
  };
  return {
    judging,
    liveVersions,
    log,
    /** Puts a version before the users of production. */
    goLive: (version: number) => {
      live.splice(0, 1, {
        modelRef: FLIGHT_DELAY,
        environment: 'production',
        version,
        sinceMs: now.ms,
      });
    },
    /** Takes it from the users of production. */
    stop: (version: number) => {
      live.splice(0, 1);
      stopped.splice(0, 1, {
        modelRef: FLIGHT_DELAY,
        environment: 'production',
        version,
        untilMs: now.ms,
      });
    },
    /** Judges what has closed by now. */
    judge: () => judgeModels({ ...judging, nowMs: now.ms }),
    write: (inferences: Inference[], feedback: Feedback[] = []) =>
      log.write({ inferences, feedback }, profiler),
    freeze: (version: number, referenceRows: ReferenceRow[]) =>
      knex.transaction(trx =>
        freezer.freeze(trx, {
          modelRef: FLIGHT_DELAY,
          version,
          referenceRows,
          report: aModelReport({
            signature: { inputs: [], outputs: [] },
            target: {
              name: 'delayed',
              output: 'delayed',
              type: 'boolean',
              score: 'probability',
            },
          }),
        }),
      ),
    report: (
      query: Parameters<typeof getPerformance>[2] = {},
      deployments: PerformanceMarker[] = [],
      limits?: DriftLimits,
    ): ReturnType<typeof getPerformance> =>
      getPerformance(
        {
          knex,
          evaluation,
          liveVersions,
          markers: {
            list: async () => deployments,
            listEnvironments: async () => ['production'],
          },
        },
        FLIGHT_DELAY,
        query,
        now.ms,
        limits,
      ),
  };
}
