import { Knex } from 'knex';
import type {
  VerdictTurn,
  VerdictTurns,
} from '../../deployments/retrain/VerdictTurns';
import { describeChange, VerdictChangeRow } from './verdictChanges';

/** Changes that are read back: a verdict that flaps takes 25 minutes for one and back. */
const CHANGES_MAX = 50;

/** Tells of verdicts as the ends of windows have found them. */
export class DatabaseVerdictTurns implements VerdictTurns {
  constructor(private readonly database: Knex) {}

  async findTurn(
    {
      modelRef,
      environment,
      version,
    }: { modelRef: string; environment: string; version: number },
    state: 'degraded' | 'failing',
  ): Promise<VerdictTurn | undefined> {
    const changes = await this.database('verdict_changes')
      .where({ model_ref: modelRef, environment, version })
      .orderBy('at_s', 'desc')
      .limit(CHANGES_MAX)
      .select<VerdictChangeRow[]>();
    const isAsBad = (found?: string) => found === 'failing' || found === state;
    // Where the newest is no trouble, it is over; between two troubles it goes on.
    const turn = isAsBad(changes[0]?.to_state)
      ? changes.find(({ from_state: from }) => !isAsBad(from))
      : undefined;
    return (
      turn && {
        atS: Number(turn.at_s),
        says: `Version ${version} ${describeChange(turn)}: ${turn.reason}`,
      }
    );
  }
}
