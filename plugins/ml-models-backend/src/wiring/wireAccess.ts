import { createTokenRouter } from '../access/createTokenRouter';
import { DefaultRegistrantAuthenticator } from '../access/DefaultRegistrantAuthenticator';
import { IngestTokenAuthoriser } from '../access/IngestTokenAuthoriser';
import { ManagedIngestTokens } from '../access/ManagedIngestTokens';
import { ModelScopes } from '../access/ModelScopes';
import { DatabaseTokenStore } from '../access/TokenStore';
import { PermissionCallerAccess } from '../access/PermissionCallerAccess';
import { TokenVerifier } from '../access/TokenVerifier';
import { CatalogModelPolicySource } from '../catalog/CatalogModelPolicySource';
import { CatalogModelReadAccess } from '../catalog/CatalogModelReadAccess';
import { CatalogThresholdSource } from '../catalog/CatalogThresholdSource';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { WiringContext } from './WiringContext';

/** Who may do what, by catalog and by token, and what the catalog says of models. */
export function wireAccess(context: WiringContext) {
  const { auditor, auth, database, httpRouter, now } = context;
  const catalog = new ModelCatalog({ auth, catalog: context.catalogService });
  const { httpAuth, permissions } = context;
  const callers = new PermissionCallerAccess({
    catalog,
    httpAuth,
    permissions,
  });
  const tokens = new DatabaseTokenStore(database);
  const verifier = new TokenVerifier({ tokens, now });
  const scopes = new ModelScopes(catalog);
  httpRouter.use(
    createTokenRouter({ auditor, callers, catalog, now, tokens, verifier }),
  );
  return {
    callers,
    catalog,
    ingest: new IngestTokenAuthoriser({ scopes, verifier }),
    policies: new CatalogModelPolicySource(catalog),
    readAccess: new CatalogModelReadAccess(catalog),
    registrants: new DefaultRegistrantAuthenticator({
      callers,
      catalog,
      pipelines: context.adapters.pipelineIdentityVerifiers,
      scopes,
      verifier,
    }),
    serviceTokens: new ManagedIngestTokens({ now, tokens, verifier }),
    thresholds: new CatalogThresholdSource(catalog),
    verifier,
  };
}

export type WiredAccess = ReturnType<typeof wireAccess>;
