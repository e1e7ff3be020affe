import { setTimeout as delay } from 'node:timers/promises';
import { residentMiB } from '../ingest/RssSampler';

/** Often enough to see what a single large request takes. */
const SAMPLE_MS = 200;

/** The most memory that a process has held at once. */
export class PeakMemory {
  private peakMiB = 0;
  private readonly ended = new AbortController();
  private readonly sampling: Promise<void>;

  private constructor(private readonly pid: number) {
    this.sampling = this.sample();
  }

  static watch(pid: number): PeakMemory {
    return new PeakMemory(pid);
  }

  /** @returns mebibytes */
  async stop(): Promise<number> {
    this.ended.abort();
    await this.sampling;
    return this.peakMiB;
  }

  private async sample(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      // A process that has ended holds nothing.
      const mib = await residentMiB(this.pid).catch(() => 0);
      this.peakMiB = Math.max(this.peakMiB, mib);
      await delay(SAMPLE_MS, undefined, { signal }).catch(() => {
        // The end is what it is waiting for.
      });
    }
  }
}
