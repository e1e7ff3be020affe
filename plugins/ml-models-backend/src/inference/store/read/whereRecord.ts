import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf, findEventTimeMs } from '../../eventTime';
import { SearchedModel } from './searchInferences';

/** One record, by its primary key; nothing for an id that is none of ours. */
export function whereRecord(
  query: Knex.QueryBuilder,
  { modelKey }: SearchedModel,
  key: RecordKey,
): void {
  const timeMs = findEventTimeMs(key.inferenceId);
  if (timeMs === undefined) {
    query.whereRaw('1 = 0');
    return;
  }
  query.where({
    model_key: modelKey,
    day: dayOf(timeMs),
    inference_id: key.inferenceId,
    row_index: key.row,
  });
}
