import {
  SubjectCounts,
  SubjectQuery,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { SearchedModel } from '../read/searchInferences';
import {
  deleteByKeys,
  FindSubjectOptions,
  findSubjectKeys,
  SubjectKey,
} from './findSubjectKeys';

/** Keys in one statement: four columns each, far below every limit of parameters. */
const KEYS_PER_STATEMENT = 500;

/**
 * Deletes the records that have a subject in them, step by step: what is
 * interrupted can be done again.
 */
export async function deleteSubject(
  { knex, model }: { knex: Knex; model: SearchedModel },
  { subject, dryRun }: Omit<SubjectQuery, 'modelRef'>,
): Promise<SubjectCounts> {
  const { modelKey } = model;
  const { section } = subject;
  const search = { knex, modelKey, subject };
  const deletion = { records: 0, waitingFeedback: 0 };
  // Feedback first: joined in the meantime, it would be found with its record.
  if (section === 'target') {
    deletion.waitingFeedback = await forEachKey(
      { ...search, table: 'pending_feedback', columns: ['target'] },
      async keys => {
        if (!dryRun) {
          await deleteByKeys(knex, 'pending_feedback', modelKey, keys);
        }
      },
    );
  }
  deletion.records = await forEachKey(
    {
      ...search,
      table: 'inference_records',
      // A record that was sampled out keeps a part of its outputs.
      columns: section === 'outputs' ? ['outputs', 'prediction'] : [section],
    },
    async keys => {
      if (!dryRun) {
        await deleteByKeys(knex, 'inference_records', modelKey, keys);
        await deleteByKeys(knex, 'pending_feedback', modelKey, keys);
      }
    },
  );
  return deletion;
}

/** @returns how many there were */
async function forEachKey(
  search: FindSubjectOptions,
  act: (keys: SubjectKey[]) => Promise<void>,
): Promise<number> {
  let found = 0;
  for await (const keys of findSubjectKeys(search)) {
    found += keys.length;
    for (let at = 0; at < keys.length; at += KEYS_PER_STATEMENT) {
      await act(keys.slice(at, at + KEYS_PER_STATEMENT));
    }
  }
  return found;
}
