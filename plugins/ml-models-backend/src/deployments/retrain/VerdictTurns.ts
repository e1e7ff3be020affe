import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

export interface VerdictTurn {
  /** When the window ended that showed it, seconds since the epoch. */
  atS: number;
  /** What the version became, and why, in a sentence without its full stop. */
  says: string;
}

/** How verdicts on live versions have changed. */
export interface VerdictTurns {
  /**
   * @returns when the verdict on a version turned to a state or a worse one;
   *   undefined unless it is so still
   */
  findTurn(
    version: ServingTarget & { version: number },
    state: 'degraded' | 'failing',
  ): Promise<VerdictTurn | undefined>;
}
