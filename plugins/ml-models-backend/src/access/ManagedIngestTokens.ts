import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import type {
  ServedVersionKey,
  ServiceTokens,
} from '../deployments/ServiceTokens';
import { issueToken } from './issueToken';
import { TokenStore } from './TokenStore';
import { TokenVerifier } from './TokenVerifier';

export interface ManagedIngestTokensOptions {
  tokens: TokenStore;
  verifier: TokenVerifier;
  now: () => Date;
}

/** Ingest tokens that the runtime hands to services; no person sees them. */
export class ManagedIngestTokens implements ServiceTokens {
  constructor(private readonly options: ManagedIngestTokensOptions) {}

  async issue(served: ServedVersionKey): Promise<string> {
    const { tokens, now } = this.options;
    const { modelRef, environment, version } = served;
    const { secret } = await issueToken(tokens, {
      purpose: 'ingest',
      scopeRef: modelRef,
      description: `Version ${version} in ${environment}`,
      managedFor: { environment, version },
      now: now(),
    });
    return secret;
  }

  async keepOnly(target: ServingTarget, versions: number[]): Promise<void> {
    const { tokens, verifier, now } = this.options;
    await tokens.revokeManaged({ ...target, except: versions }, now());
    verifier.forget();
  }
}
