import { LRUCache } from 'lru-cache';
import { RateLimitError } from './RateLimitError';

/** What waits longer than this is told of, rather than waited for. */
export const RATE_LIMIT_WAIT_MAX_MS = 20_000;

/** Where GitHub says no time: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_WAIT_MS = 60_000;

/** More than owners of models on all hosts. */
const KEPT = 1_000;

const HOUR_MS = 60 * 60_000;

/** However little is left, a run is looked at once in so many intervals. */
const STRETCH_MAX = 20;

export interface RateAnswer {
  /** By lower-case name. */
  headers: Record<string, string | number | undefined>;
  /** It was refused because of a limit. */
  isRefused: boolean;
}

interface Limit {
  /** Share of the hour's requests that is left, 0 to 1. */
  left: number;
  /** When all of them are there again, in milliseconds since the epoch. */
  resetMs: number;
  /** Nothing is asked before. */
  blockedUntilMs: number;
}

const UNKNOWN: Limit = { left: 1, resetMs: 0, blockedUntilMs: 0 };

/**
 * What GitHub lets us ask, by what its answers say. A limit is kept by the owner of
 * the repository, e.g. `github.com/flights`: of a GitHub App each has its own, and of
 * one that a token has for all of them each first answer tells.
 */
export class RateLimits {
  private readonly limits = new LRUCache<string, Limit>({ max: KEPT });

  /** @param nowMs - milliseconds since the epoch */
  constructor(private readonly nowMs: () => number = Date.now) {}

  note(owner: string, { headers, isRefused }: RateAnswer): void {
    const known = this.limits.get(owner) ?? UNKNOWN;
    const left = numberOf(headers['x-ratelimit-remaining']);
    const all = numberOf(headers['x-ratelimit-limit']);
    const resetS = numberOf(headers['x-ratelimit-reset']);
    const limit = {
      left: left !== undefined && all ? left / all : known.left,
      resetMs: resetS === undefined ? known.resetMs : resetS * 1_000,
    };
    // The last request that was left is answered, and no other is.
    const usedUpUntilMs = left === 0 ? limit.resetMs : 0;
    const refusedUntilMs = isRefused
      ? this.endOfRefusal(usedUpUntilMs, numberOf(headers['retry-after']))
      : 0;
    this.limits.set(owner, {
      ...limit,
      blockedUntilMs: Math.max(
        known.blockedUntilMs,
        usedUpUntilMs,
        refusedUntilMs,
      ),
    });
  }

  /** @returns how long to wait before anything is asked, in milliseconds */
  waitMs(owner: string): number {
    const { blockedUntilMs } = this.limits.get(owner) ?? UNKNOWN;
    return Math.max(0, blockedUntilMs - this.nowMs());
  }

  /** @throws RateLimitError when GitHub would refuse for longer than one waits */
  assertSoon(owner: string, what: string): void {
    const waitMs = this.waitMs(owner);
    if (waitMs > RATE_LIMIT_WAIT_MAX_MS) {
      const until = new Date(this.nowMs() + waitMs).toISOString();
      throw new RateLimitError(
        `The rate limit for ${owner} is used up until ${until}: ${what} was not asked for`,
      );
    }
  }

  /**
   * What is left of the hour's requests has to last for the rest of the hour, however
   * many runs are looked at.
   *
   * @returns by how much the time between two looks is to grow: 1 while there is plenty
   */
  stretch(owner: string): number {
    const { left, resetMs } = this.limits.get(owner) ?? UNKNOWN;
    const due = Math.min(1, (resetMs - this.nowMs()) / HOUR_MS);
    return due <= left ? 1 : Math.min(STRETCH_MAX, due / Math.max(left, 1e-6));
  }

  private endOfRefusal(
    usedUpUntilMs: number,
    retryAfterS: number | undefined,
  ): number {
    if (retryAfterS !== undefined) {
      return this.nowMs() + retryAfterS * 1_000;
    }
    return usedUpUntilMs || this.nowMs() + SECONDARY_WAIT_MS;
  }
}

function numberOf(value: string | number | undefined): number | undefined {
  const number = value === undefined ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}
