import {
  InferenceQuery,
  QueriedTraffic,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What a search line can say: a query without its range and its paging. */
export interface SearchFilter
  extends Pick<
    InferenceQuery,
    | 'environment'
    | 'version'
    | 'status'
    | 'errorType'
    | 'errorPlace'
    | 'id'
    | 'text'
    | 'features'
  > {
  /** Default: `callers`, so that logs and performance speak of the same requests. */
  traffic?: QueriedTraffic | 'all';
}

/** @returns what to ask the HTTP API for; whoever knows an id wants what has it */
export function queryOf({ traffic, ...others }: SearchFilter): InferenceQuery {
  const asked = traffic ?? (others.id === undefined ? 'callers' : 'all');
  return { ...others, traffic: asked === 'all' ? undefined : asked };
}
