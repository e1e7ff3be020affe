import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { VersionKey } from './baselines';

export interface FirstRecordsQuery extends VersionKey {
  /** None of the version's records is older, in milliseconds since the epoch. */
  sinceMs: number;
  limit: number;
}

/** The inference log, as far as it can serve for a reference. */
export interface FirstRecordSource {
  /** @returns the oldest answered records that kept their body, oldest first */
  read(query: FirstRecordsQuery): Promise<ReferenceRow[]>;
}
