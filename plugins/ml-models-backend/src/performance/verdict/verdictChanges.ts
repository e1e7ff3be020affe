import {
  PerformanceMarker,
  VerdictState,
  verdictStateSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { EnvironmentOfModel } from './readEnvironmentEvidence';
import { isTrouble } from './SignalState';

export interface VerdictChange extends EnvironmentOfModel {
  version: number;
  /** End of the window that was judged, seconds since the epoch. */
  atS: number;
  from: VerdictState;
  to: VerdictState;
  /** The first reason, as a sentence. */
  reason: string;
}

export async function saveVerdictChange(
  trx: Knex.Transaction,
  change: VerdictChange,
): Promise<void> {
  await trx('verdict_changes').insert({
    model_ref: change.modelRef,
    environment: change.environment,
    version: change.version,
    at_s: change.atS,
    from_state: change.from,
    to_state: change.to,
    reason: change.reason,
  });
}

export interface VerdictChangeRow {
  version: number;
  at_s: number | string;
  from_state: string;
  to_state: string;
  reason: string;
}

export interface VerdictChangeRange extends EnvironmentOfModel {
  /** Default: all. */
  version?: number;
  from: Date;
  /** Exclusive. */
  until: Date;
}

/**
 * @returns changes into and out of trouble, oldest first; that too little or
 *   enough was known is no news for a time axis
 */
export async function listVerdictMarkers(
  knex: Knex,
  { modelRef, environment, version, from, until }: VerdictChangeRange,
): Promise<PerformanceMarker[]> {
  const query = knex('verdict_changes')
    .where({ model_ref: modelRef, environment })
    .where('at_s', '>=', Math.floor(from.getTime() / 1000))
    .where('at_s', '<', Math.floor(until.getTime() / 1000));
  if (version !== undefined) {
    query.where({ version });
  }
  const rows = await query.orderBy('at_s').select<VerdictChangeRow[]>();
  return rows
    .filter(row =>
      [row.from_state, row.to_state]
        .map(state => verdictStateSchema.parse(state))
        .some(isTrouble),
    )
    .map(row => ({
      time: new Date(Number(row.at_s) * 1000).toISOString(),
      kind: 'verdict',
      version: row.version,
      text: `Version ${row.version} ${describeChange(row)}: ${row.reason}`,
    }));
}

/** @returns what a version did, to follow its name */
export function describeChange({ to_state: to }: VerdictChangeRow): string {
  switch (to) {
    case 'healthy':
      return 'is healthy again';
    case 'unknown':
      return 'can no longer be judged';
    default:
      return `became ${to}`;
  }
}
