import {
  SubjectCounts,
  SubjectQuery,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { SearchedModel } from '../read/searchInferences';
import { FindSubjectOptions, findSubjectKeys } from './findSubjectKeys';
import { hideInExceptions } from './hideInExceptions';
import { deleteByKeys, SubjectKey } from './SubjectKey';

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
          // Before the keys are gone, so that it can be done again.
          await hideInExceptions(search, keys);
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
        await hideInExceptions(search, keys);
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
    await act(keys);
  }
  return found;
}
