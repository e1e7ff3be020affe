import { MirroredState } from '@noshelfware/backstage-plugin-ml-models-node';
import { DatabaseInstant } from '../../databaseInstant';

/** What a mirror has been told of a deployment. */
export interface MirrorRow {
  deployment_id: string;
  mirror: string;
  /**
   * `settled`: told of its end, which may come undone where shares are edited;
   * `dropped`: none of the mirror's, or refused by it.
   */
  status: 'open' | 'settled' | 'dropped';
  told: MirroredState | null;
  told_at: DatabaseInstant | null;
  reference: string | null;
  url: string | null;
  /** Why it is behind, or was refused. */
  problem: string | null;
  /** Since something was told last, the present one included. */
  attempts: number;
  /** Left alone until then: somebody tells it, or waits to. */
  next_at: DatabaseInstant;
  /** Raised by each claim; writes of an older one do nothing. */
  epoch: number;
}
