import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const SAMPLE_MS = 1_000;
const KIB_PER_MIB = 1024;

/** Resident memory over time. */
export class RssSampler {
  private readonly samples: { minutes: number; mib: number }[] = [];
  private readonly ended = new AbortController();
  private readonly sampling: Promise<void>;

  constructor(private readonly pid: number) {
    this.sampling = this.sample();
  }

  /** @returns slope of the line through the samples (least squares), in MiB per minute */
  async stop(): Promise<number> {
    this.ended.abort();
    await this.sampling;
    return slopeOf(this.samples.map(({ minutes, mib }) => [minutes, mib]));
  }

  private async sample(): Promise<void> {
    const startedAt = performance.now();
    while (!this.ended.signal.aborted) {
      this.samples.push({
        minutes: (performance.now() - startedAt) / 60_000,
        mib: await residentMiB(this.pid),
      });
      await delay(SAMPLE_MS, undefined, { signal: this.ended.signal }).catch(
        // The end is what it is waiting for.
        () => {},
      );
    }
  }
}

export async function residentMiB(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / KIB_PER_MIB;
}

function slopeOf(points: [number, number][]): number {
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  const variance = mean(points.map(([x]) => (x - meanX) ** 2));
  return covariance / variance;
}
