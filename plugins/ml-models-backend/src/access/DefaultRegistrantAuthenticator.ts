import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineIdentity,
  PipelineIdentityVerifier,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Request } from 'express';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { authoriseCall } from '../http/authoriseCall';
import { CallerAccess } from '../http/CallerAccess';
import { callerRefOf } from '../http/callerRefOf';
import type {
  Registrant,
  RegistrantAuthenticator,
} from '../versions/Registrant';
import { ModelScopes } from './ModelScopes';
import { secretPrefix } from './tokenSecret';
import { TokenVerifier } from './TokenVerifier';

export interface RegistrantAuthenticatorOptions {
  callers: CallerAccess;
  catalog: ModelCatalog;
  verifier: TokenVerifier;
  scopes: ModelScopes;
  /** Of the platforms that pipelines run on. */
  pipelines: readonly PipelineIdentityVerifier[];
}

/**
 * Takes a `register` token, a token that a pipeline's platform has given it, or else
 * the credentials of Backstage.
 */
export class DefaultRegistrantAuthenticator implements RegistrantAuthenticator {
  constructor(private readonly options: RegistrantAuthenticatorOptions) {}

  async authenticate(request: Request): Promise<Registrant> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '');
    const secret = bearer?.[1];
    if (secret?.startsWith(secretPrefix('register'))) {
      return this.authenticateToken(secret);
    }
    const run = secret && (await this.findPipelineRun(secret));
    return run ? this.toRegistrant(run) : this.authenticateCaller(request);
  }

  private async findPipelineRun(
    token: string,
  ): Promise<PipelineIdentity | undefined> {
    for (const verifier of this.options.pipelines) {
      const identity = await verifier.verify(token);
      if (identity) {
        return identity;
      }
    }
    return undefined;
  }

  private toRegistrant(run: PipelineIdentity): Registrant {
    const { catalog } = this.options;
    return {
      name: run.name,
      runId: run.runId,
      async assertMayRegister(modelRef) {
        const model = await catalog.findModel(modelRef);
        const location = model && sourceLocationOf(model);
        // Anybody's workflow may ask: it does not learn which models there are.
        if (!location || !run.isFrom(location)) {
          throw new NotAllowedError(
            `The ${run.name} may register versions of models whose code is in its repository, and ${modelRef} is none of them: see the annotation ${ANNOTATION_SOURCE_LOCATION} of the model`,
          );
        }
      },
    };
  }

  private async authenticateToken(secret: string): Promise<Registrant> {
    const { catalog, scopes, verifier } = this.options;
    const token = await verifier.verify(secret, 'register');
    if (!token) {
      throw new AuthenticationError(
        'The register token is unknown or revoked: make a new one for the model',
      );
    }
    return {
      name: `token:${token.id}`,
      async assertMayRegister(modelRef) {
        if (!(await scopes.covers(token.scopeRef, modelRef))) {
          throw new NotAllowedError(
            `The register token is good for ${token.scopeRef}, not for ${modelRef}`,
          );
        }
        await catalog.getModel(modelRef);
      },
    };
  }

  private async authenticateCaller(request: Request): Promise<Registrant> {
    const { callers, catalog } = this.options;
    const credentials = await callers.authenticate(request);
    return {
      name: callerRefOf(credentials),
      async assertMayRegister(modelRef) {
        await authoriseCall(callers, {
          operation: operations.registerVersion,
          credentials,
          getModelRef: async () => modelRef,
        });
        await catalog.getModel(modelRef, credentials);
      },
    };
  }
}
