import { Answer } from './attack';
import { HOSTILE_GIANTS } from './hostileKinds';

const SERVER_ERROR = 500;

/** Counts how payloads were answered, by kind and status. */
export class AnswerCounts {
  total = 0;
  serverErrors = 0;
  /** Connections closed without an answer that was read. */
  closed = 0;
  /**
   * Those among them whose payload was not beyond what the server reads: it has
   * no reason to hang up.
   */
  closedUnexplained = 0;
  private readonly counts = new Map<string, number>();

  add({ status, reason, payload: { kind } }: Answer): void {
    this.total += 1;
    if (status >= SERVER_ERROR) this.serverErrors += 1;
    if (status === 0) this.addClosed(kind);
    const key = `${kind}: ${reason ?? status}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  print(): void {
    for (const [key, count] of [...this.counts].sort()) {
      process.stdout.write(`${String(count).padStart(7)}  ${key}\n`);
    }
  }

  private addClosed(kind: string): void {
    this.closed += 1;
    if (!Object.hasOwn(HOSTILE_GIANTS, kind)) this.closedUnexplained += 1;
  }
}
