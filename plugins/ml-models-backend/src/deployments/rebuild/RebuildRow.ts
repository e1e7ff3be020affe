import { RebuildModelState } from '@noshelfware/backstage-plugin-ml-models-common';
import { DatabaseInstant } from '../../databaseInstant';

export interface RebuildRow {
  id: string;
  environment: string;
  requested_by: string;
  idempotency_key: string | null;
  created_at: DatabaseInstant;
  /** Who asked to start no more models. */
  cancelled_by: string | null;
  /** Null: it is under way; an environment has one such at most. */
  ended_at: DatabaseInstant | null;
}

export interface RebuildModelRow {
  rebuild_id: string;
  model_ref: string;
  state: RebuildModelState;
  /** Null until it has its turn. */
  deployment_id: string | null;
  message: string | null;
}
