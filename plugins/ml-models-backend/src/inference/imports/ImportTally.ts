import { ImportReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { Report } from '../Report';

const REASONS_SHOWN_MAX = 20;

/** Distinct reasons that are counted; some quote the file. */
const REASONS_COUNTED_MAX = 1_000;

type NewCounts = Pick<ImportReport, 'newInferences' | 'knownInferences'>;
type Counts = Omit<
  ImportReport,
  'dryRun' | 'format' | 'missing' | 'notes' | keyof NewCounts
>;

/** Counts what becomes of each line. */
export class ImportTally {
  private readonly reasons = new Map<
    string,
    { count: number; firstLine: number }
  >();
  private read = 0;
  private inferences = 0;
  private knownInferences = 0;
  private feedback = 0;
  private rejected = 0;
  private fromMs = Infinity;
  private untilMs = -Infinity;

  take({ inferences, feedback }: Report): void {
    this.read += 1;
    this.inferences += inferences.length;
    this.feedback += feedback.length;
    for (const { timeMs } of inferences) {
      this.fromMs = Math.min(this.fromMs, timeMs);
      this.untilMs = Math.max(this.untilMs, timeMs);
    }
  }

  /** Counts those of what was taken that turned out to be there before. */
  recognise(knownInferences: number): void {
    this.knownInferences += knownInferences;
  }

  reject(line: number, reason: string): void {
    this.read += 1;
    this.rejected += 1;
    const known = this.reasons.get(reason);
    if (known) {
      known.count += 1;
    } else if (this.reasons.size < REASONS_COUNTED_MAX) {
      this.reasons.set(reason, { count: 1, firstLine: line });
    }
  }

  countNew(): NewCounts {
    const { inferences, knownInferences } = this;
    return { newInferences: inferences - knownInferences, knownInferences };
  }

  counts(): Counts {
    const { read, inferences, feedback, rejected } = this;
    return {
      read,
      inferences,
      feedback,
      rejected,
      reasons: [...this.reasons]
        .map(([reason, counted]) => ({ reason, ...counted }))
        .sort((a, b) => b.count - a.count)
        .slice(0, REASONS_SHOWN_MAX),
      ...(inferences > 0
        ? {
            from: new Date(this.fromMs).toISOString(),
            until: new Date(this.untilMs).toISOString(),
          }
        : {}),
    };
  }
}
