import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { addServedCounts } from './addServedCounts';

/**
 * How far back counts are asked for again: a request counts in the window that
 * it came in, and is counted once it has been answered.
 */
const ANSWERED_WITHIN_MS = 60 * 60 * 1000;

/** A counter keeps seven days for a portal that was away. */
const FIRST_LOOK_MS = 7 * 24 * 60 * 60 * 1000;

export interface ServedCollectorOptions {
  knex: Knex;
  runtimes: ReadonlyMap<string, ServingRuntime>;
  logger: LoggerService;
}

/** Asks whoever forwards requests how many predictions were answered. */
export class ServedCollector {
  /** When each runtime was asked last by this process. */
  private readonly askedMs = new Map<string, number>();

  constructor(private readonly options: ServedCollectorOptions) {}

  async collect(nowMs: number): Promise<void> {
    for (const runtime of this.options.runtimes.values()) {
      try {
        await this.collectFrom(runtime, nowMs);
      } catch (error) {
        // It is asked again in a minute, and keeps its counts until then.
        this.options.logger.warn(
          `The serving runtime '${
            runtime.id
          }' does not tell how much it has served: ${toError(error).message}`,
        );
      }
    }
  }

  private async collectFrom(
    runtime: ServingRuntime,
    nowMs: number,
  ): Promise<void> {
    const askedMs = this.askedMs.get(runtime.id);
    const sinceMs =
      askedMs === undefined
        ? nowMs - FIRST_LOOK_MS
        : askedMs - ANSWERED_WITHIN_MS;
    const counts = await runtime.listServed?.(new Date(sinceMs));
    if (counts) {
      await this.options.knex.transaction(trx =>
        addServedCounts(trx, counts, nowMs),
      );
      this.askedMs.set(runtime.id, nowMs);
    }
  }
}
