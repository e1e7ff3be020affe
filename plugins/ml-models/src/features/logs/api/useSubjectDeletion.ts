import {
  operations,
  SubjectDeletion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { ModelParams } from './ModelParams';

/** Whose records, by a value that they have somewhere. */
export interface SubjectValue {
  path: string;
  value: string;
}

export interface SubjectDeletionState {
  /** Counts the records; replaces what was found before. */
  find: (subject: SubjectValue) => void;
  /** Forgets what was found, when it is no longer what is asked for. */
  forget: () => void;
  found?: SubjectDeletion;
  remove: (subject: SubjectValue) => void;
  removed?: SubjectDeletion;
  isPending: boolean;
  error: Error | null;
}

/** Counts one subject's records, then deletes them. */
export function useSubjectDeletion(params: ModelParams): SubjectDeletionState {
  const search = useOperationMutation(operations.deleteSubject);
  const removal = useOperationMutation(operations.deleteSubject, {
    invalidates: [
      operations.searchInferences,
      operations.getInference,
      operations.getInferenceNeighbours,
      operations.listExceptions,
    ],
  });
  return {
    find: subject =>
      search.mutate({ params, body: { ...subject, dryRun: true } }),
    forget: () => {
      search.reset();
      removal.reset();
    },
    found: search.data,
    remove: subject =>
      removal.mutate({ params, body: { ...subject, dryRun: false } }),
    removed: removal.data,
    isPending: search.isPending || removal.isPending,
    error: removal.error ?? search.error,
  };
}
