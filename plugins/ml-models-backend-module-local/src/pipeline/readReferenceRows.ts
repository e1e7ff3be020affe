import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  REFERENCE_ROWS_MAX,
  ReferenceRow,
  referenceRowSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { hasErrorCode } from '../process/hasErrorCode';
import { describeIssues } from './describeIssues';

export interface ReadReferenceRowsOptions {
  file: string;
  /** What it is called in messages. */
  name: string;
}

/**
 * @returns the first REFERENCE_ROWS_MAX rows
 * @throws NotFoundError, or InputError naming the line and the field
 */
export async function readReferenceRows(
  options: ReadReferenceRowsOptions,
): Promise<ReferenceRow[]> {
  const { file, name } = options;
  const rows: ReferenceRow[] = [];
  const input = createReadStream(file);
  try {
    let line = 0;
    for await (const text of createInterface({ input })) {
      line += 1;
      if (text.trim()) {
        rows.push(parseRow(text, `${name} line ${line}`));
      }
      if (rows.length === REFERENCE_ROWS_MAX) {
        break;
      }
    }
    return rows;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      throw new NotFoundError(
        `There is no ${name}, which reports/model-report.json names in reference.path; step evaluate has to write it`,
      );
    }
    throw error;
  } finally {
    input.destroy();
  }
}

function parseRow(text: string, where: string): ReferenceRow {
  const parsed = referenceRowSchema.safeParse(parseJson(text, where));
  if (!parsed.success) {
    throw new InputError(describeIssues(where, parsed.error));
  }
  return parsed.data;
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Python's json writes NaN, which is none of JSON's values.
    const hint = /\b-?(NaN|Infinity)\b/.test(text)
      ? '; it has NaN or Infinity: leave a missing value out'
      : '';
    throw new InputError(`${where} is not JSON${hint}`);
  }
}
