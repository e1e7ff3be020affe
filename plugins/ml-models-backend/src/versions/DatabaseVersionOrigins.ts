import { VersionOrigin } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import { DatabaseInstant, toInstant } from '../databaseInstant';
import type { VersionOrigins } from '../pointInTime/VersionOrigins';
import { reportOf, VersionRow } from './VersionRow';

/** Tells where versions come from. */
export class DatabaseVersionOrigins implements VersionOrigins {
  constructor(private readonly database: Knex) {}

  async find(
    modelRef: string,
    versions: readonly number[],
  ): Promise<Map<number, VersionOrigin>> {
    const rows = await this.database<VersionRow>('versions')
      .where({ model_ref: modelRef })
      .whereIn('version', [...new Set(versions)]);
    return new Map(rows.map(row => [row.version, toOrigin(row)]));
  }

  async findFirstSeen(modelRef: string): Promise<Date | undefined> {
    const row = await this.database('models')
      .where({ model_ref: modelRef })
      .first<{ first_seen_at: DatabaseInstant } | undefined>('first_seen_at');
    return row && new Date(row.first_seen_at);
  }
}

function toOrigin(row: VersionRow): VersionOrigin {
  const isRegistered = row.origin === 'registered';
  return {
    version: row.version,
    label: row.label ?? undefined,
    registeredAt: isRegistered ? toInstant(row.created_at) : undefined,
    registeredBy: row.created_by ?? undefined,
    commit: commitOf(row),
    artifactDigest: row.artifact_digest ?? undefined,
    trainedOn: reportOf(row)?.data,
  };
}
