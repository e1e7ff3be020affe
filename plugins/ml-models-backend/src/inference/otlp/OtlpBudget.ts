import { InputError } from '@backstage/errors';
import {
  LOGS_PER_REQUEST_MAX,
  VALUE_DEPTH_MAX,
  VALUES_PER_REQUEST_MAX,
} from './OtlpLog';
import { PayloadTooLargeError } from './PayloadTooLargeError';

/** Counts what one request unfolds into, and stops it when that is too much. */
export class OtlpBudget {
  private logs = 0;
  private values = 0;

  /** @throws PayloadTooLargeError */
  spendLog(): void {
    this.logs += 1;
    if (this.logs > LOGS_PER_REQUEST_MAX) {
      throw new PayloadTooLargeError(
        `More than ${LOGS_PER_REQUEST_MAX} log records in one request: send smaller batches`,
      );
    }
  }

  /**
   * @param depth - lists and maps around the value
   * @throws PayloadTooLargeError, InputError
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
  }
}
