import { toError } from '@backstage/errors';
import {
  environmentsOf,
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
  ModelServing,
  servingOf,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  ServingStatus,
  ServingTarget,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import type { VersionServing } from '../versions/VersionServing';
import { LiveVersionRow } from './DeploymentRow';
import { describeModelServing } from './describeModelServing';
import { listLiveVersions } from './store/liveVersions';
import { toSplit, weightsOf } from './traffic/weightsOf';
import { within } from './within';

/** A page waits this long for a runtime; then it says that it does not answer. */
const ANSWER_WITHIN_MS = 2_000;

export interface ServingObserverOptions {
  database: Knex;
  servingRuntimes: Map<string, ServingRuntime>;
  /** Id of the runtime of models that name none. */
  defaultServingRuntime: string;
}

/** What an environment serves, by our books and by its runtime. */
export interface ObservedEnvironment {
  name: string;
  live?: LiveVersionRow;
  /** A runtime that does not answer leaves what our books say. */
  status: ServingStatus;
}

/** Looks at what serves now. */
export class ServingObserver implements VersionServing {
  constructor(private readonly options: ServingObserverOptions) {}

  /**
   * @returns the environments that the model names, in its order; then others that
   *   its own pipeline was seen to deploy it to
   */
  async observe(model: MlModelEntityV1alpha1): Promise<ObservedEnvironment[]> {
    const modelRef = modelRefOfEntity(model);
    const { runtime, endpoint } = this.servingOf(model);
    const rows = await listLiveVersions(this.options.database, [modelRef]);
    const named = environmentsOf(model);
    const others = rows.filter(
      row =>
        runtime === EXTERNAL_RUNTIME &&
        row.runtime === EXTERNAL_RUNTIME &&
        !named.includes(row.environment),
    );
    return Promise.all(
      [...named, ...others.map(row => row.environment)].map(async name => {
        const live = rows.find(row => row.environment === name);
        const status =
          (live?.runtime ?? runtime) === EXTERNAL_RUNTIME
            ? byRecords(live, name === named.at(-1) ? endpoint : undefined)
            : await this.look({ modelRef, environment: name }, live, runtime);
        return { name, live, status: withLive(status, live) };
      }),
    );
  }

  /** @returns what runs its versions from the next deployment on */
  describeServing(
    model: MlModelEntityV1alpha1,
    observed: readonly ObservedEnvironment[],
  ): ModelServing {
    const { runtime } = this.servingOf(model);
    const { servingRuntimes } = this.options;
    return describeModelServing({ runtime, observed, servingRuntimes });
  }

  async findServing(
    model: MlModelEntityV1alpha1,
  ): Promise<Map<number, Version['serving']>> {
    const serving = new Map<number, Version['serving']>();
    const observed = await this.observe(model);
    for (const { name, live, status } of observed) {
      for (const { version, state } of status.versions) {
        if (state !== 'stopped' || isSet(live, version)) {
          const places = serving.get(version) ?? [];
          const weight = weightOf(status, version);
          serving.set(version, [
            ...places,
            {
              environment: name,
              weight,
              state,
              shadow: status.traffic.shadow?.includes(version) || undefined,
            },
          ]);
        }
      }
    }
    return serving;
  }

  private servingOf(model: MlModelEntityV1alpha1) {
    return servingOf(model, this.options.defaultServingRuntime);
  }

  private async look(
    target: ServingTarget,
    live: LiveVersionRow | undefined,
    ownRuntime: string,
  ): Promise<ServingStatus> {
    const id = live?.runtime ?? ownRuntime;
    try {
      const runtime = this.options.servingRuntimes.get(id);
      if (!runtime) {
        return byOurBooks(live, `The serving runtime '${id}' is not installed`);
      }
      return await within(ANSWER_WITHIN_MS, runtime.describe(target));
    } catch (error) {
      return byOurBooks(
        live,
        `The serving runtime '${id}' does not answer: ${
          toError(error).message
        }`,
      );
    }
  }
}

/** @returns whether the version is to answer requests, by our books */
export function isSet(
  live: LiveVersionRow | undefined,
  version: number,
): boolean {
  return (
    live !== undefined && weightsOf(live).some(set => set.version === version)
  );
}

/** @returns percent of requests, to two decimals: shares that were divided have many */
export function weightOf(status: ServingStatus, version: number): number {
  const share = status.traffic.shares.find(one => one.version === version);
  return Math.round((share?.weight ?? 0) * 100) / 100;
}

function byOurBooks(
  live: LiveVersionRow | undefined,
  message: string,
): ServingStatus {
  return kept(live, { state: 'unready', message });
}

/** What was seen to answer is ready: more of it is not known. */
function byRecords(
  live: LiveVersionRow | undefined,
  endpoint: string | undefined,
): ServingStatus {
  return { ...kept(live, { state: 'ready' }), endpoint };
}

function kept(
  live: LiveVersionRow | undefined,
  as: Pick<VersionServingStatus, 'state' | 'message'>,
): ServingStatus {
  if (!live) {
    return { versions: [], traffic: { shares: [] } };
  }
  const weights = weightsOf(live);
  return {
    versions: weights.map(({ version }) => ({
      version,
      since: new Date(live.since),
      restarts: 0,
      ...as,
    })),
    traffic: toSplit(weights, 100),
  };
}

/**
 * Adds versions that are to serve where their runtime does not know them, or not
 * yet: until they are started again, all that tells of them says that they do not run.
 */
function withLive(
  status: ServingStatus,
  live: LiveVersionRow | undefined,
): ServingStatus {
  if (!live) {
    return status;
  }
  const stopped = weightsOf(live)
    .filter(
      ({ version }) => !status.versions.some(one => one.version === version),
    )
    .map(({ version }) => ({
      version,
      state: 'stopped' as const,
      since: new Date(live.since),
      restarts: 0,
    }));
  return { ...status, versions: [...status.versions, ...stopped] };
}
