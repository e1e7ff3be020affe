import { InferenceSubject } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import {
  afterKey,
  KEYS_PER_STATEMENT,
  POSITION,
  START,
  SubjectKey,
  valuesOf,
  whereKeys,
} from './SubjectKey';

/** Rows of a model, and what is to be hidden in them. */
export interface HideInExceptionsOptions {
  knex: Knex;
  modelKey: number;
  subject: Pick<InferenceSubject, 'hideIn'>;
}

interface ExceptionRow extends SubjectKey {
  error_message: string | null;
  stacktrace: string | null;
}

/**
 * Hides a subject in what is left of the requests that it is deleted from: all
 * rows of a batch may have one exception, which repeats values of any of them.
 *
 * @param deleted - keys of the rows that are deleted next
 */
export async function hideInExceptions(
  options: HideInExceptionsOptions,
  deleted: readonly SubjectKey[],
): Promise<void> {
  const gone = new Set(deleted.map(nameOf));
  const requests = new Map(
    deleted.map(key => [`${key.day} ${key.inference_id}`, key]),
  );
  const each = [...requests.values()];
  for (let at = 0; at < each.length; at += KEYS_PER_STATEMENT) {
    const some = each.slice(at, at + KEYS_PER_STATEMENT);
    for await (const rows of listExceptions(options, some)) {
      const left = rows.filter(row => !gone.has(nameOf(row)));
      await hideIn(options, left);
    }
  }
}

/** @returns the rows of requests that have an exception, step by step */
async function* listExceptions(
  { knex, modelKey }: HideInExceptionsOptions,
  requests: readonly SubjectKey[],
): AsyncGenerator<ExceptionRow[]> {
  const columns = ['model_key', 'day', 'inference_id'];
  let after: SubjectKey | undefined = START;
  while (after) {
    const rows: ExceptionRow[] = await afterKey(
      knex('inference_records').whereIn(
        columns,
        requests.map(it => [modelKey, it.day, it.inference_id]),
      ),
      after,
    )
      .where(query =>
        query.whereNotNull('error_message').orWhereNotNull('stacktrace'),
      )
      .orderBy([...POSITION])
      .limit(KEYS_PER_STATEMENT)
      .select(...POSITION, 'error_message', 'stacktrace');
    yield rows;
    after = rows.length === KEYS_PER_STATEMENT ? rows.at(-1) : undefined;
  }
}

/** Once for all rows that say the same, as those of one batch do. */
async function hideIn(
  { knex, modelKey, subject }: HideInExceptionsOptions,
  rows: readonly ExceptionRow[],
): Promise<void> {
  const alike = new Map<string, ExceptionRow[]>();
  for (const row of rows) {
    const texts = JSON.stringify([row.error_message, row.stacktrace]);
    const others = alike.get(texts) ?? [];
    others.push(row);
    alike.set(texts, others);
  }
  for (const keys of alike.values()) {
    const [{ error_message: message, stacktrace }] = keys;
    const hidden = {
      error_message: message && subject.hideIn(message),
      stacktrace: stacktrace && subject.hideIn(stacktrace),
    };
    if (hidden.error_message !== message || hidden.stacktrace !== stacktrace) {
      await whereKeys(knex('inference_records'), modelKey, keys).update(hidden);
    }
  }
}

function nameOf(key: SubjectKey): string {
  return valuesOf(key).join(' ');
}
