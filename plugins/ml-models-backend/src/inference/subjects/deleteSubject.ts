import {
  DeleteSubject,
  SubjectDeletion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { ModelKey } from '../store/ModelKeys';
import {
  deleteByKeys,
  FindSubjectOptions,
  findSubjectKeys,
  SubjectKey,
} from './findSubjectKeys';
import { Subject } from './Subject';

/** Keys in one statement: four columns each, far below every limit of parameters. */
const KEYS_PER_STATEMENT = 500;

export interface DeleteSubjectOptions {
  knex: Knex;
  model: ModelKey;
}

/**
 * Deletes the records that have a value at a path, hashed or not, step by step:
 * what is interrupted can be done again. What profiles have counted of them
 * stays, because nobody can be told from it.
 */
export async function deleteSubject(
  { knex, model }: DeleteSubjectOptions,
  { path, value, dryRun }: Required<DeleteSubject>,
): Promise<SubjectDeletion> {
  const [section, ...names] = path.split('.');
  const { modelKey, redactionKey } = model;
  const search = {
    knex,
    modelKey,
    subject: new Subject(names, value, redactionKey),
  };
  const deletion = { dryRun, records: 0, waitingFeedback: 0 };
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
