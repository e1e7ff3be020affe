import { PipelineRunStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { LRUCache } from 'lru-cache';

/** More than are under way at a time. */
const KEPT = 200;

/** GitHub tells of each step; a run of which it tells nothing for so long is polled again. */
const TOLD_MS = 5 * 60_000;
/** A delivery may be lost, and GitHub does not send it again. */
const TOLD_POLL_MS = 30_000;

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
  /** Runs that GitHub tells of by itself. */
  private readonly told: LRUCache<string, true>;
  private readonly pollMs: number;
  private readonly stretch: (runId: string) => number;

  constructor({ pollMs, nowMs, stretch = () => 1 }: RecentRunsOptions) {
    // The cache's own default clock is looked at once in a millisecond.
    const clock = nowMs && { perf: { now: nowMs }, ttlResolution: 0 };
    this.looks = new LRUCache({ max: KEPT, ...clock });
    this.told = new LRUCache({ max: KEPT, ttl: TOLD_MS, ...clock });
    this.pollMs = pollMs;
    this.stretch = stretch;
  }

  /** @param look - asks GitHub; an error is not remembered */
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
      if (isEnd(await status)) {
        this.looks.set(runId, status);
      }
    } catch (error) {
      this.looks.delete(runId);
      throw error;
    }
    return status;
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
