import {
  AuthenticationError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  PipelineIdentity,
  PipelineIdentityVerifier,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { isSameRepository, nameOf } from '../api/RepositoryId';
import { findRepository } from '../api/parseSourceLocation';
import { formatRunId } from '../runs/runId';
import { Issuer } from './readIssuers';

export interface WorkflowIdentitiesOptions {
  issuers: readonly Issuer[];
  /** @returns what tokens have to be made for: the base URL of the plugin's API */
  getAudience(): Promise<string>;
}

interface KnownIssuer extends Issuer {
  keys: ReturnType<typeof createRemoteJWKSet>;
}

const claimsSchema = z.object({
  /** `owner/name`. */
  repository: z.string().regex(/^[^/]+\/[^/]+$/),
  run_id: z.string().regex(/^\d{1,15}$/),
});

/** GitHub and the portal may be off by as much, and tokens live five minutes. */
const CLOCK_SKEW_S = 30;

/**
 * Knows runs of workflows by the tokens that GitHub signs for them, so that no secret
 * has to be put into a repository:
 * https://docs.github.com/actions/concepts/security/openid-connect
 */
export class WorkflowIdentities implements PipelineIdentityVerifier {
  private readonly issuers: Map<string, KnownIssuer>;

  constructor(private readonly options: WorkflowIdentitiesOptions) {
    this.issuers = new Map(
      options.issuers.map(one => [
        one.issuer,
        { ...one, keys: createRemoteJWKSet(keysOf(one.issuer)) },
      ]),
    );
  }

  async verify(token: string): Promise<PipelineIdentity | undefined> {
    const known = this.issuers.get(findIssuer(token) ?? '');
    return known && this.identify(token, known);
  }

  private async identify(
    token: string,
    { host, issuer, keys }: KnownIssuer,
  ): Promise<PipelineIdentity> {
    const audience = await this.options.getAudience();
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience,
      clockTolerance: CLOCK_SKEW_S,
      issuer,
      requiredClaims: ['exp'],
    }).catch(error => {
      throw explain(error, { audience, issuer });
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) {
      throw new AuthenticationError(
        `The token of ${issuer} tells no run of a workflow: it has to be one that a job of GitHub Actions has asked for`,
      );
    }
    const { repository: fullName, run_id: id } = claims.data;
    const [owner, name] = fullName.split('/');
    const repository = { host, owner, name };
    return {
      name: `run ${id} of ${nameOf(repository)} on ${host}`,
      runId: formatRunId({ repository, id: Number(id) }),
      isFrom(sourceLocation) {
        const source = findRepository(sourceLocation);
        return source !== undefined && isSameRepository(source, repository);
      },
    };
  }
}

function keysOf(issuer: string): URL {
  return new URL(`${issuer.replace(/\/$/, '')}/.well-known/jwks`);
}

/** @returns who says to have signed it; undefined for what is no token of this kind */
function findIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    if (error instanceof errors.JWTInvalid) {
      return undefined;
    }
    throw error;
  }
}

/** What jose says quotes no token; what it says of the network names hosts only. */
function explain(
  error: unknown,
  { audience, issuer }: { audience: string; issuer: string },
): Error {
  if (error instanceof errors.JWTExpired) {
    return new AuthenticationError(
      'The token of the workflow has expired: it is good for five minutes, so ask for it in the step that uses it',
    );
  }
  if (
    error instanceof errors.JWTClaimValidationFailed &&
    error.claim === 'aud'
  ) {
    return new AuthenticationError(
      `The token of the workflow was made for another audience than ${audience}: ask for it with that audience, which the workflow gets as the input 'portal'`,
    );
  }
  if (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.constructor !== errors.JOSEError
  ) {
    return new AuthenticationError(
      `The token of the workflow is not valid: ${error.message}`,
    );
  }
  return new ServiceUnavailableError(
    `The keys of ${issuer} could not be read, so that the token of the workflow is not checked: send it again later`,
    toError(error),
  );
}
