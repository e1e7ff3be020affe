import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { randomUUID } from 'node:crypto';
import { hashSecret, makeSecret } from './tokenSecret';
import { TokenRow, TokenStore } from './TokenStore';

export interface IssueTokenOptions {
  purpose: TokenPurpose;
  scopeRef: string;
  description: string;
  createdBy?: string;
  /** For a token that the runtime hands to one version. */
  managedFor?: { environment: string; version: number };
  now: Date;
}

/** @returns the secret, which is kept nowhere, and the row without it */
export async function issueToken(
  tokens: TokenStore,
  options: IssueTokenOptions,
): Promise<{ secret: string; row: TokenRow }> {
  const secret = makeSecret(options.purpose);
  const row: TokenRow = {
    id: randomUUID(),
    purpose: options.purpose,
    scope_ref: options.scopeRef,
    description: options.description,
    secret_hash: hashSecret(secret),
    created_at: options.now,
    created_by: options.createdBy ?? null,
    last_used_at: null,
    revoked_at: null,
    environment: options.managedFor?.environment ?? null,
    version: options.managedFor?.version ?? null,
  };
  await tokens.insert(row);
  return { secret, row };
}
