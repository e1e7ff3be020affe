import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';

/** A search of the log, and how often it was asked to be read anew. */
export interface LogSearch {
  query: InferenceQuery;
  refreshes: number;
}
