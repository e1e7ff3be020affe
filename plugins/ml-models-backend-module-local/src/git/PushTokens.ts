import { createHash, randomBytes } from 'node:crypto';
import { formatRepositoryName, RepositoryName } from './repositoryName';

/** Long enough for a template's first push, too short to be worth stealing. */
export const PUSH_TOKEN_LIFETIME_MS = 10 * 60 * 1000;

interface PushToken {
  repository: string;
  actor?: string;
  expiresAtMs: number;
}

/**
 * Tokens for the first push into a new repository, in memory only. A template
 * that outlives the portal asks for the repository again and gets a new one.
 */
export class PushTokens {
  private readonly tokens = new Map<string, PushToken>();

  constructor(private readonly now: () => number = Date.now) {}

  /** @param actor - entity ref of who will push */
  issue(repository: RepositoryName, actor?: string): string {
    this.forgetExpired();
    const secret = `nsp_${randomBytes(24).toString('base64url')}`;
    this.tokens.set(hash(secret), {
      repository: formatRepositoryName(repository),
      actor,
      expiresAtMs: this.now() + PUSH_TOKEN_LIFETIME_MS,
    });
    return secret;
  }

  /** @returns undefined for a secret that is wrong, too old, or another repository's */
  verify(
    secret: string,
    repository: RepositoryName,
  ): { actor?: string } | undefined {
    const token = this.tokens.get(hash(secret));
    return token &&
      token.expiresAtMs > this.now() &&
      token.repository === formatRepositoryName(repository)
      ? { actor: token.actor }
      : undefined;
  }

  private forgetExpired(): void {
    for (const [key, token] of this.tokens) {
      if (token.expiresAtMs <= this.now()) {
        this.tokens.delete(key);
      }
    }
  }
}

/** Looked up by hash, so that the time a look-up takes tells nothing. */
function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
