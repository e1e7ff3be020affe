import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DatabaseInstant } from '../databaseInstant';

export interface TokenRow {
  id: string;
  purpose: TokenPurpose;
  scope_ref: string;
  description: string;
  secret_hash: string;
  created_at: DatabaseInstant;
  created_by: string | null;
  last_used_at: DatabaseInstant | null;
  revoked_at: DatabaseInstant | null;
  /** With the version: made for that one there, not by a person. */
  environment: string | null;
  version: number | null;
}

/** Tokens listed at most: more than anyone reads; revoke some to see the rest. */
const LISTED_TOKENS_MAX = 500;

export interface TokenStore {
  insert(row: TokenRow): Promise<void>;
  findBySecretHash(secretHash: string): Promise<TokenRow | undefined>;
  findById(id: string): Promise<TokenRow | undefined>;
  /** Newest first, without the revoked ones that no person made. */
  list(scopeRefs: string[]): Promise<TokenRow[]>;
  /** Keeps the first revocation's time. */
  revoke(id: string, now: Date): Promise<void>;
  /** Revokes the tokens of an environment's versions, but for some. */
  revokeManaged(
    target: { modelRef: string; environment: string; except: number[] },
    now: Date,
  ): Promise<void>;
  noteUse(id: string, now: Date): Promise<void>;
}

export class DatabaseTokenStore implements TokenStore {
  constructor(private readonly database: Knex) {}

  async insert(row: TokenRow): Promise<void> {
    await this.tokens().insert(row);
  }

  async findBySecretHash(secretHash: string): Promise<TokenRow | undefined> {
    return this.tokens().where({ secret_hash: secretHash }).first();
  }

  async findById(id: string): Promise<TokenRow | undefined> {
    return this.tokens().where({ id }).first();
  }

  async list(scopeRefs: string[]): Promise<TokenRow[]> {
    return this.tokens()
      .whereIn('scope_ref', scopeRefs)
      .where(either => either.whereNull('revoked_at').orWhereNull('version'))
      .orderBy('created_at', 'desc')
      .limit(LISTED_TOKENS_MAX);
  }

  async revoke(id: string, now: Date): Promise<void> {
    await this.tokens()
      .where({ id })
      .whereNull('revoked_at')
      .update({ revoked_at: now });
  }

  async revokeManaged(
    target: { modelRef: string; environment: string; except: number[] },
    now: Date,
  ): Promise<void> {
    await this.tokens()
      .where({
        scope_ref: target.modelRef,
        environment: target.environment,
      })
      .whereNotNull('version')
      .whereNotIn('version', target.except)
      .whereNull('revoked_at')
      .update({ revoked_at: now });
  }

  async noteUse(id: string, now: Date): Promise<void> {
    await this.tokens().where({ id }).update({ last_used_at: now });
  }

  private tokens() {
    return this.database<TokenRow>('tokens');
  }
}
