import {
  ImportOrigin,
  isInvalidRequest,
  tellsFailures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  addCount,
  addCounts,
  Counts,
  parseCounts,
  stringifyCounts,
} from '../quality/Counts';
import { StoredOutcomes, stringifyOutcomes } from '../quality/storedOutcomes';
import { addPackedLatency, newLatencySketch, packLatency } from './packLatency';
import { parseSlices, SliceRow, stringifySlices } from './storedSlices';

/** Types of error counted by name in one window; a fault has few, an attacker many. */
const ERROR_TYPES_MAX = 50;
const FURTHER_ERRORS = 'other';

/** Unexpected columns counted by name in one window, and the length of a name. */
const EXTRA_COLUMNS_MAX = 50;
const COLUMN_NAME_LENGTH_MAX = 200;
const FURTHER_COLUMNS = 'others';

/** Of latencies: more are none of what was measured. */
const LATENCY_DIGITS = 4;

/** A window as it is stored. */
export interface WindowProfileRow {
  requests: number | string;
  errors: number | string;
  invalid_requests: number | string;
  failures_untold: number | string;
  /** Null, or absent, where it was not kept. */
  first_ms?: number | string | null;
  errors_by_type: string;
  latency: Buffer | null;
  outcomes: string;
  extra_columns: string | null;
  /** Absent where it was not read. */
  slices?: string | null;
}

/** What a window's records add up to; two of them add up to one. */
export class WindowProfile {
  requests = 0;
  /** Failures of the model or its service. */
  errors = 0;
  /** Failures that are the caller's to mend; none of `errors`. */
  invalidRequests = 0;
  /**
   * Imported from a log that has no failures in it: nobody could have told one, and
   * none of them is an error.
   */
  failuresUntold = 0;
  /** When the first of them was answered; undefined: not kept. */
  firstMs?: number;
  readonly errorsByType: Counts = new Map();
  /**
   * Milliseconds; not of invalid requests, whose quick refusals would hide how slow
   * the model is.
   */
  readonly latency = newLatencySketch();
  /** Records by column that the baseline has not: `inputs.x`. */
  readonly extraColumns: Counts = new Map();
  /** The same by slice: see `Slicing`. */
  readonly slices = new Map<string, WindowProfile>();

  private readonly namedOutcomes: Counts = new Map();
  private readonly storedOutcomes = new StoredOutcomes();

  /** See `countOutcome` and `addEstimate`; may be added to. */
  get outcomes(): Counts {
    this.storedOutcomes.nameIn(this.namedOutcomes);
    return this.namedOutcomes;
  }

  /** @returns what the records of a slice add up to, to be added to in place */
  sliceOf(key: string): WindowProfile {
    const slice = this.slices.get(key) ?? new WindowProfile();
    this.slices.set(key, slice);
    return slice;
  }

  addRecord(record: {
    failed: boolean;
    statusCode?: number;
    errorType?: string;
    durationMs?: number;
    imported?: ImportOrigin;
    timeMs?: number;
  }): void {
    this.requests += 1;
    this.noteFirst(record.timeMs);
    if (!tellsFailures(record.imported)) {
      this.failuresUntold += 1;
    }
    if (isInvalidRequest(record)) {
      this.invalidRequests += 1;
      return;
    }
    if (record.failed) {
      this.errors += 1;
      this.addErrors(record.errorType ?? FURTHER_ERRORS, 1);
    }
    if (record.durationMs !== undefined) {
      this.latency.accept(record.durationMs);
    }
  }

  add(other: WindowProfile): void {
    this.requests += other.requests;
    this.errors += other.errors;
    this.invalidRequests += other.invalidRequests;
    this.failuresUntold += other.failuresUntold;
    this.noteFirst(other.firstMs);
    for (const [type, count] of other.errorsByType) {
      this.addErrors(type, count);
    }
    this.latency.merge(other.latency);
    addCounts(this.namedOutcomes, other.namedOutcomes);
    this.storedOutcomes.merge(other.storedOutcomes);
    this.addExtraColumns(other.extraColumns);
    for (const [key, slice] of other.slices) {
      this.sliceOf(key).add(slice);
    }
  }

  addRow(row: WindowProfileRow): void {
    this.requests += Number(row.requests);
    this.errors += Number(row.errors);
    this.invalidRequests += Number(row.invalid_requests);
    this.failuresUntold += Number(row.failures_untold);
    this.noteFirst(toOptionalNumber(row.first_ms));
    for (const [type, count] of parseCounts(row.errors_by_type)) {
      this.addErrors(type, count);
    }
    if (row.latency) {
      addPackedLatency(this.latency, row.latency);
    }
    this.storedOutcomes.add(row.outcomes, this.namedOutcomes);
    if (row.extra_columns) {
      this.addExtraColumns(parseCounts(row.extra_columns));
    }
    if (row.slices) {
      this.addSlices(row.slices);
    }
  }

  /** @param stored - of a window that is not added itself, as `parseSlices` takes them */
  addSlices(stored: string): void {
    for (const [key, slice] of parseSlices(stored)) {
      this.sliceOf(key).addRow({ ...slice, extra_columns: null });
    }
  }

  toRow() {
    return {
      requests: this.requests,
      errors: this.errors,
      invalid_requests: this.invalidRequests,
      failures_untold: this.failuresUntold,
      first_ms: this.firstMs ?? null,
      errors_by_type: stringifyCounts(this.errorsByType),
      latency: packLatency(this.latency),
      outcomes: stringifyOutcomes(this.outcomes),
      extra_columns:
        this.extraColumns.size > 0 ? stringifyCounts(this.extraColumns) : null,
      slices: this.slices.size > 0 ? stringifySlices(this.sliceRows()) : null,
    };
  }

  addExtraColumns(records: ReadonlyMap<string, number>): void {
    for (const [column, count] of records) {
      const name = column.slice(0, COLUMN_NAME_LENGTH_MAX);
      const isKnown =
        this.extraColumns.has(name) ||
        this.extraColumns.size < EXTRA_COLUMNS_MAX;
      addCount(this.extraColumns, isKnown ? name : FURTHER_COLUMNS, count);
    }
  }

  /**
   * By nearest rank: at least that share of the requests took no longer. The sketch
   * itself rounds ranks down, so that the slower of two would be in no p99.
   *
   * @returns milliseconds, within 1 % and so without digits that mean nothing;
   *   undefined without a timed request
   */
  latencyAt(quantile: number): number | undefined {
    const { count } = this.latency;
    if (count === 0) {
      return undefined;
    }
    // Half a rank away from where rounding could tell two neighbours wrongly.
    const rank = Math.ceil(quantile * count) - 0.5;
    const value = this.latency.getValueAtQuantile(
      Math.min(1, rank / Math.max(1, count - 1)),
    );
    return Number(value.toPrecision(LATENCY_DIGITS));
  }

  private noteFirst(timeMs: number | undefined): void {
    if (timeMs !== undefined && timeMs < (this.firstMs ?? Infinity)) {
      this.firstMs = timeMs;
    }
  }

  private addErrors(type: string, count: number): void {
    const isKnown =
      this.errorsByType.has(type) || this.errorsByType.size < ERROR_TYPES_MAX;
    addCount(this.errorsByType, isKnown ? type : FURTHER_ERRORS, count);
  }

  private *sliceRows(): Generator<[key: string, row: SliceRow]> {
    for (const [key, slice] of this.slices) yield [key, slice.toRow()];
  }
}

function toOptionalNumber(
  value: number | string | null | undefined,
): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
