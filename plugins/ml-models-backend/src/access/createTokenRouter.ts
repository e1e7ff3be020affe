import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { audited } from '../http/audited';
import { callerRefOf } from '../http/callerRefOf';
import { CallerAccess, CallerCredentials } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { assertManagesScope } from './assertManagesScope';
import { issueToken } from './issueToken';
import { scopesOf } from './ModelScopes';
import { TokenRow, TokenStore } from './TokenStore';
import { TokenVerifier } from './TokenVerifier';
import { toToken } from './toToken';

export interface TokenRouterOptions {
  callers: CallerAccess;
  auditor: AuditorService;
  catalog: ModelCatalog;
  tokens: TokenStore;
  verifier: TokenVerifier;
  now: () => Date;
}

/** Tokens good for a model: list, make, revoke. */
export function createTokenRouter(options: TokenRouterOptions): Router {
  const router = PromiseRouter();
  addListRoute(router, options);
  addCreateRoute(router, options);
  addRevokeRoute(router, options);
  return router;
}

function addListRoute(router: Router, options: TokenRouterOptions): void {
  implementOperation({
    router,
    callers: options.callers,
    operation: operations.listTokens,
    handle: async ({ params, credentials }) => {
      const scopes = await getScopes(options, modelRefOf(params), credentials);
      return { items: (await options.tokens.list(scopes)).map(toToken) };
    },
  });
}

function addCreateRoute(router: Router, options: TokenRouterOptions): void {
  const { callers, auditor, tokens, now } = options;
  implementOperation({
    router,
    callers,
    operation: operations.createToken,
    status: 201,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const scopes = await getScopes(options, modelRef, credentials);
      assertScope(body.scopeRef, scopes);
      await assertManagesScope(options, {
        scopeRef: body.scopeRef,
        modelRef,
        credentials,
      });
      return audited(
        auditor,
        { eventId: 'token-create', request, meta: { modelRef, ...body } },
        async () => {
          const createdBy = callerRefOf(credentials);
          const token = { ...body, createdBy, now: now() };
          const { row, secret } = await issueToken(tokens, token);
          return { ...toToken(row), secret };
        },
      );
    },
  });
}

function addRevokeRoute(router: Router, options: TokenRouterOptions): void {
  const { callers, auditor, tokens, verifier, now } = options;
  implementOperation({
    router,
    callers,
    operation: operations.revokeToken,
    handle: async ({ params, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const scopes = await getScopes(options, modelRef, credentials);
      const { id, scope_ref: scopeRef } = await getToken(
        tokens,
        params.id,
        scopes,
      );
      await assertManagesScope(options, { scopeRef, modelRef, credentials });
      return audited(
        auditor,
        { eventId: 'token-revoke', request, meta: { modelRef, tokenId: id } },
        async () => {
          await tokens.revoke(id, now());
          verifier.forget();
          return toToken(await getToken(tokens, id, scopes));
        },
      );
    },
  });
}

async function getScopes(
  { catalog }: TokenRouterOptions,
  modelRef: string,
  credentials: CallerCredentials,
): Promise<string[]> {
  return scopesOf(modelRef, await catalog.getModel(modelRef, credentials));
}

function assertScope(scopeRef: string, scopes: string[]): void {
  if (!scopes.includes(scopeRef)) {
    throw new InputError(
      `body.scopeRef: '${scopeRef}' is not this model, its system or its owner; expected one of ${scopes.join(
        ', ',
      )}`,
    );
  }
}

async function getToken(
  tokens: TokenStore,
  id: string,
  scopes: string[],
): Promise<TokenRow> {
  const row = await tokens.findById(id);
  if (!row || !scopes.includes(row.scope_ref)) {
    throw new NotFoundError(
      `This model has no token '${id}': list its tokens to see their ids`,
    );
  }
  return row;
}
