import { Token } from '@noshelfware/backstage-plugin-ml-models-common';
import { toInstant, toOptionalInstant } from '../databaseInstant';
import { TokenRow } from './TokenStore';

export function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    purpose: row.purpose,
    scopeRef: row.scope_ref,
    description: row.description,
    createdAt: toInstant(row.created_at),
    createdBy: row.created_by ?? undefined,
    lastUsedAt: toOptionalInstant(row.last_used_at),
    revokedAt: toOptionalInstant(row.revoked_at),
    managed: row.version !== null,
  };
}
