import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { dayOf, findEventTimeMs } from '../eventTime';
import { RecordKey } from '../ReportedInference';
import { SearchedModel } from './searchInferences';

/** One record, by its primary key; nothing for an id that is none of ours. */
export function whereRecord(
  query: Knex.QueryBuilder,
  { modelKey }: SearchedModel,
  key: RecordKey,
): void {
  const inferenceId = key.inferenceId.toLocaleLowerCase('en-US');
  const timeMs = findEventTimeMs(inferenceId);
  if (timeMs === undefined) {
    query.whereRaw('1 = 0');
    return;
  }
  query.where({
    model_key: modelKey,
    day: dayOf(timeMs),
    inference_id: inferenceId,
    row_index: key.row,
  });
}

export function noSuchRecord(
  { modelRef }: SearchedModel,
  { inferenceId, row }: RecordKey,
): NotFoundError {
  return new NotFoundError(
    `${modelRef} has no inference ${inferenceId} row ${row}: it may be older than the model's retention`,
  );
}
