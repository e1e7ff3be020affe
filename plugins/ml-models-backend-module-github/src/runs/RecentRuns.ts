import { PipelineRunStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { LRUCache } from 'lru-cache';

/** More than are under way at a time. */
const KEPT = 200;

/**
 * What GitHub has said of runs lately. A deployment looks four times in a second,
 * and the rate limit of a token is 5,000 requests in an hour.
 */
export class RecentRuns {
  private readonly looks = new LRUCache<string, Promise<PipelineRunStatus>>({
    max: KEPT,
  });

  /** @param pollMs - how long an answer is taken for new */
  constructor(private readonly pollMs: number) {}

  /** @param look - asks GitHub; an error is not remembered */
  async get(
    runId: string,
    look: () => Promise<PipelineRunStatus>,
  ): Promise<PipelineRunStatus> {
    const status = this.looks.get(runId) ?? look();
    if (!this.looks.has(runId)) {
      this.looks.set(runId, status, { ttl: this.pollMs });
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
