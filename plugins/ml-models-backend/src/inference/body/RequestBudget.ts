import { InputError } from '@backstage/errors';
import { HoldBytes } from '../ReceptionGate';
import { PayloadTooLargeError } from '../../http/body/PayloadTooLargeError';

/**
 * Records in one request. A Collector batches 8,192 by default; the limit keeps
 * a small payload from unfolding into millions of objects.
 */
export const RECORDS_PER_REQUEST_MAX = 50_000;

/**
 * Attribute and body values in one request: 2,000 records with 1,000 features
 * each, which is also about what fits a body.
 */
export const VALUES_PER_REQUEST_MAX = 2_000_000;

/** Depth of lists and maps in one value. Real bodies nest 3 or 4 deep. */
const VALUE_DEPTH_MAX = 32;

/** A short text under a name of its own, in a map: measured on Node 24. */
const VALUE_BYTES = 100;
/** A record without its values. */
const RECORD_BYTES = 500;
/** Held bytes are told in steps, so that counting costs next to nothing. */
const HOLD_STEP_BYTES = 1024 * 1024;

/** Counts what one request unfolds into, and stops it when that is too much. */
export class RequestBudget {
  private records = 0;
  private values = 0;
  private bytes = 0;

  /** @param hold - is told of what unfolds, before much of it has */
  constructor(private readonly hold: HoldBytes) {}

  /** @throws PayloadTooLargeError, and what `hold` throws */
  spendRecord(): void {
    this.records += 1;
    if (this.records > RECORDS_PER_REQUEST_MAX) {
      throw new PayloadTooLargeError(
        `More than ${RECORDS_PER_REQUEST_MAX} records in one request: send smaller batches`,
      );
    }
    this.spendBytes(RECORD_BYTES);
  }

  /**
   * @param depth - lists and maps around the value
   * @throws PayloadTooLargeError, InputError, and what `hold` throws
   */
  spendValue(depth: number): void {
    this.values += 1;
    if (this.values > VALUES_PER_REQUEST_MAX) {
      throw new PayloadTooLargeError(
        `More than ${VALUES_PER_REQUEST_MAX} values in one request: send smaller batches`,
      );
    }
    if (depth > VALUE_DEPTH_MAX) {
      throw new InputError(
        `A value is nested more than ${VALUE_DEPTH_MAX} levels deep`,
      );
    }
    this.spendBytes(VALUE_BYTES);
  }

  private spendBytes(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes >= HOLD_STEP_BYTES) {
      this.hold(this.bytes);
      this.bytes = 0;
    }
  }
}
