import { Version } from '@noshelfware/backstage-plugin-ml-models-common';

/** A version by its number, and by the name it has elsewhere. */
export type NamedVersion = Pick<Version, 'version' | 'label'>;

/** What is known of the model whose records are searched; absent: not known yet. */
export interface SearchedModel {
  /** Features that are numbers. */
  numbers?: readonly string[];
  /** Newest first; the oldest may be missing. */
  versions?: readonly NamedVersion[];
}
