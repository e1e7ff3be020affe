import { InputError } from '@backstage/errors';
import { RecordKey } from '../../inference/Inference';

export function encodeCursor({ inferenceId, row }: RecordKey): string {
  return `${inferenceId}.${row}`;
}

/** @throws InputError for what was not made here */
export function decodeCursor(cursor: string): RecordKey {
  const [, inferenceId, row] = /^([0-9a-f-]{36})\.(\d+)$/.exec(cursor) ?? [];
  if (!inferenceId) {
    throw new InputError(
      'query.cursor is not one that a page has given: leave it out to begin anew',
    );
  }
  return { inferenceId, row: Number(row) };
}
