import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { timingSafeEqual } from 'node:crypto';
import { ExpiringCache } from '../ExpiringCache';
import { hashSecret, secretPrefix } from './tokenSecret';
import { TokenRow, TokenStore } from './TokenStore';

/** How long another replica may go on taking a token that was revoked here. */
const VERIFIED_FOR_MS = 5_000;

/** One row of a few hundred bytes each. */
const VERIFIED_TOKENS_MAX = 10_000;

/** A use is noted once in this time: often enough to see what is idle. */
const USE_NOTED_EVERY_MS = 60_000;

export interface VerifiedToken {
  id: string;
  scopeRef: string;
  createdBy?: string;
}

/** Tells tokens that are good from those that are not. */
export class TokenVerifier {
  private readonly verified = new ExpiringCache<VerifiedToken | undefined>({
    ttlMs: VERIFIED_FOR_MS,
    maxEntries: VERIFIED_TOKENS_MAX,
  });

  constructor(
    private readonly options: { tokens: TokenStore; now: () => Date },
  ) {}

  /** @returns undefined for a token that is unknown, revoked or for another purpose */
  async verify(
    secret: string,
    purpose: TokenPurpose,
  ): Promise<VerifiedToken | undefined> {
    if (!secret.startsWith(secretPrefix(purpose))) {
      return undefined;
    }
    const hash = hashSecret(secret);
    return this.verified.get(`${purpose} ${hash}`, () =>
      this.load(hash, purpose),
    );
  }

  /** Makes a revocation effective at once in this process. */
  forget(): void {
    this.verified.clear();
  }

  private async load(
    hash: string,
    purpose: TokenPurpose,
  ): Promise<VerifiedToken | undefined> {
    const row = await this.options.tokens.findBySecretHash(hash);
    if (!row || !isGood(row, hash, purpose)) {
      return undefined;
    }
    await this.noteUse(row);
    return {
      id: row.id,
      scopeRef: row.scope_ref,
      createdBy: row.created_by ?? undefined,
    };
  }

  private async noteUse(row: TokenRow): Promise<void> {
    const now = this.options.now();
    const lastUsedMs = new Date(row.last_used_at ?? 0).getTime();
    if (now.getTime() - lastUsedMs >= USE_NOTED_EVERY_MS) {
      await this.options.tokens.noteUse(row.id, now);
    }
  }
}

function isGood(row: TokenRow, hash: string, purpose: TokenPurpose): boolean {
  return (
    timingSafeEqual(Buffer.from(row.secret_hash), Buffer.from(hash)) &&
    row.purpose === purpose &&
    row.revoked_at === null
  );
}
