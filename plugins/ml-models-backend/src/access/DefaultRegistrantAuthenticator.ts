import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request } from 'express';
import { ModelCatalog } from '../catalog/ModelCatalog';
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
}

/** Takes a `register` token, or else the credentials of Backstage. */
export class DefaultRegistrantAuthenticator implements RegistrantAuthenticator {
  constructor(private readonly options: RegistrantAuthenticatorOptions) {}

  async authenticate(request: Request): Promise<Registrant> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '');
    const secret = bearer?.[1];
    return secret?.startsWith(secretPrefix('register'))
      ? this.authenticateToken(secret)
      : this.authenticateCaller(request);
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
