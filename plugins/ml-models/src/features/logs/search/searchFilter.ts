import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';

/** What a search line can say: a query without its range and its paging. */
export type SearchFilter = Pick<
  InferenceQuery,
  | 'environment'
  | 'version'
  | 'traffic'
  | 'status'
  | 'errorType'
  | 'errorPlace'
  | 'id'
  | 'text'
  | 'features'
>;
