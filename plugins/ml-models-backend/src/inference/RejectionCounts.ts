import { PartialSuccess } from './otlp/encodeLogsAnswer';
import { Rejection } from './ReportedInference';

/** A sender can do something about a handful of reasons, not about a thousand. */
const REASONS_SHOWN_MAX = 10;

/** Counts what was not taken, by reason. */
export class RejectionCounts {
  private readonly counts = new Map<string, number>();

  add({ reason }: Rejection): void {
    this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
  }

  /** @returns undefined when all was taken */
  toPartialSuccess(): PartialSuccess | undefined {
    if (this.counts.size === 0) {
      return undefined;
    }
    const byCount = [...this.counts].sort(([, a], [, b]) => b - a);
    const shown = byCount
      .slice(0, REASONS_SHOWN_MAX)
      .map(([reason, count]) => `${count} rejected: ${reason}`);
    const hidden = byCount.length - shown.length;
    return {
      rejected: byCount.reduce((sum, [, count]) => sum + count, 0),
      message: [
        ...shown,
        ...(hidden > 0 ? [`and ${hidden} more reasons`] : []),
      ].join('; '),
    };
  }
}
