import { PipelineRunStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { LRUCache } from 'lru-cache';
import { RateLimitError } from '../api/RateLimitError';

/** More than are under way at a time. */
const KEPT = 200;

/** GitHub tells of each step; a run of which it tells nothing for so long is polled again. */
const TOLD_MS = 5 * 60_000;
/** A delivery may be lost, and GitHub does not send it again. */
const TOLD_POLL_MS = 30_000;

/** Of one that was started, and not looked at by this process yet. */
const UNSEEN: PipelineRunStatus = { state: 'running', stages: [] };

export interface RecentRunsOptions {
  /** How long an answer is taken for new. */
  pollMs: number;
  /** @returns by how much it is taken for new longer, so that the rate limit lasts; default: 1 */
  stretch?: (runId: string) => number;
  /** Milliseconds since any moment. Default: since this process began. */
  nowMs?: () => number;
}

/**
 * What GitHub has said of runs lately. A deployment looks four times in a second,
 * and the rate limit of a token is 5,000 requests in an hour.
 */
export class RecentRuns {
  private readonly looks: LRUCache<string, Promise<PipelineRunStatus>>;
  /** As each was seen last, however long ago. */
  private readonly seen: LRUCache<string, PipelineRunStatus>;
  /** Runs that GitHub tells of by itself. */
  private readonly told: LRUCache<string, true>;
  private readonly pollMs: number;
  private readonly stretch: (runId: string) => number;

  constructor({ pollMs, nowMs, stretch = () => 1 }: RecentRunsOptions) {
    // The cache's own default clock is looked at once in a millisecond.
    const clock = nowMs && { perf: { now: nowMs }, ttlResolution: 0 };
    this.looks = new LRUCache({ max: KEPT, ...clock });
    this.seen = new LRUCache({ max: KEPT });
    this.told = new LRUCache({ max: KEPT, ttl: TOLD_MS, ...clock });
    this.pollMs = pollMs;
    this.stretch = stretch;
  }

  /**
   * While the rate limit is used up a run is as it was seen last: what has been
   * started goes on, and nobody has to fail for that it is not looked at.
   *
   * @param look - asks GitHub; an error is not remembered
   */
  async get(
    runId: string,
    look: () => Promise<PipelineRunStatus>,
  ): Promise<PipelineRunStatus> {
    const status = this.looks.get(runId) ?? look();
    if (!this.looks.has(runId)) {
      const ttl =
        this.stretch(runId) *
        (this.told.has(runId)
          ? Math.max(this.pollMs, TOLD_POLL_MS)
          : this.pollMs);
      this.looks.set(runId, status, { ttl });
    }
    try {
      const seen = await status;
      this.seen.set(runId, seen);
      if (isEnd(seen)) {
        this.looks.set(runId, status);
      }
      return seen;
    } catch (error) {
      this.looks.delete(runId);
      if (error instanceof RateLimitError) {
        return this.seen.get(runId) ?? UNSEEN;
      }
      throw error;
    }
  }

  /** GitHub has told that something of a run has changed. */
  async hear(runId: string): Promise<void> {
    this.told.set(runId, true);
    await this.forget(runId);
  }

  /** Has the next look ask GitHub again, unless the run has ended. */
  async forget(runId: string): Promise<void> {
    const last = await this.looks.peek(runId);
    if (last && !isEnd(last)) {
      this.looks.delete(runId);
    }
  }
}

function isEnd({ state }: PipelineRunStatus): boolean {
  return state !== 'queued' && state !== 'running';
}
