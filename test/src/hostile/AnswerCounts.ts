import { Answer } from './attack';

const SERVER_ERROR = 500;

/** Counts how payloads were answered, by kind and status. */
export class AnswerCounts {
  total = 0;
  serverErrors = 0;
  private readonly counts = new Map<string, number>();

  add({ status, payload }: Answer): void {
    this.total += 1;
    if (status >= SERVER_ERROR) this.serverErrors += 1;
    const key = `${payload.kind}: ${status || 'closed'}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  print(): void {
    for (const [key, count] of [...this.counts].sort()) {
      process.stdout.write(`${String(count).padStart(7)}  ${key}\n`);
    }
  }
}
