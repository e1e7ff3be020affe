import { toError } from '@backstage/errors';
import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  ServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import type { VersionServing } from '../versions/VersionServing';
import { LiveVersionRow } from './DeploymentRow';
import { listLiveVersions } from './store/liveVersions';
import { toSplit, weightsOf } from './traffic/weightsOf';

/** A page waits this long for a runtime; then it says that it does not answer. */
const ANSWER_WITHIN_MS = 2_000;

export interface ServingObserverOptions {
  database: Knex;
  servingRuntimes: Map<string, ServingRuntime>;
  /** Id of the runtime of environments that nothing has gone live in. */
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

  async observe(
    modelRef: string,
    environments: string[],
  ): Promise<ObservedEnvironment[]> {
    const rows = await listLiveVersions(this.options.database, [modelRef]);
    return Promise.all(
      environments.map(async name => {
        const live = rows.find(row => row.environment === name);
        const status = await this.look(modelRef, name, live);
        return { name, live, status: withLive(status, live) };
      }),
    );
  }

  async findServing(
    modelRef: string,
    environments: string[],
  ): Promise<Map<number, Version['serving']>> {
    const serving = new Map<number, Version['serving']>();
    const observed = await this.observe(modelRef, environments);
    for (const { name, live, status } of observed) {
      for (const { version, state } of status.versions) {
        if (state !== 'stopped' || isSet(live, version)) {
          const places = serving.get(version) ?? [];
          const weight = weightOf(status, version);
          serving.set(version, [
            ...places,
            { environment: name, weight, state },
          ]);
        }
      }
    }
    return serving;
  }

  private async look(
    modelRef: string,
    environment: string,
    live: LiveVersionRow | undefined,
  ): Promise<ServingStatus> {
    const { servingRuntimes, defaultServingRuntime } = this.options;
    const id = live?.runtime ?? defaultServingRuntime;
    try {
      const runtime = servingRuntimes.get(id);
      if (!runtime) {
        return byOurBooks(live, `The serving runtime '${id}' is not installed`);
      }
      return await within(
        ANSWER_WITHIN_MS,
        runtime.describe({ modelRef, environment }),
      );
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
  if (!live) {
    return { versions: [], traffic: { shares: [] } };
  }
  const weights = weightsOf(live);
  return {
    versions: weights.map(({ version }) => ({
      version,
      state: 'unready',
      since: new Date(live.since),
      restarts: 0,
      message,
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

async function within<Answer>(
  timeoutMs: number,
  answer: Promise<Answer>,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
  });
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
