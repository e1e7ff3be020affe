import {
  mockApis,
  renderInTestApp,
  TestAppOptions,
} from '@backstage/frontend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  MlModelsClient,
  ModelPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { QueryClient } from '@tanstack/react-query';
import { RenderResult } from '@testing-library/react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { ReactElement } from 'react';
import { mlModelsApiRef } from '../api/mlModelsApiRef';
import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { queryClientApiRef } from '../api/queryClientApiRef';
import { TEST_API_URL } from './answer';

export interface RenderModelsOptions {
  /** Whose page the element stands on. */
  entity?: Entity;
  /** Entities of the catalog. */
  entities?: Entity[];
  /** Default `/`. */
  url?: string;
  /** Titles of entities, by their refs; default: the app gives none. */
  titles?: Record<string, string>;
  /** What the user may not do. */
  refused?: (ModelPermission | BasicPermission)[];
  /** Default: the app has none. */
  signals?: SignalApi;
  mountedRoutes?: TestAppOptions['mountedRoutes'];
}

/**
 * Renders an element of this plugin in a test app, for user `guest` of group
 * `flight-ops-ds`. The HTTP API is called for real: answer it with msw.
 */
export function renderModels(
  element: ReactElement,
  options: RenderModelsOptions = {},
): RenderResult {
  const { entity, refused = [] } = options;
  return renderInTestApp(
    <ModelsQueryProvider>
      {entity ? (
        <EntityProvider entity={entity}>{element}</EntityProvider>
      ) : (
        element
      )}
    </ModelsQueryProvider>,
    {
      initialRouteEntries: [options.url ?? '/'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...options.mountedRoutes,
      },
      apis: [
        mockApis.identity({
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: [
            'user:default/guest',
            'group:default/flight-ops-ds',
          ],
        }),
        mockApis.permission({
          authorize: ({ permission }) =>
            refused.some(({ name }) => name === permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
        catalogApiMock({ entities: options.entities }),
        ...(options.titles ? [presentationApi(options.titles)] : []),
        ...(options.signals ? [[signalApiRef, options.signals] as const] : []),
        [
          mlModelsApiRef,
          new MlModelsClient({
            discoveryApi: { getBaseUrl: async () => TEST_API_URL },
          }),
        ],
        [
          queryClientApiRef,
          new QueryClient({ defaultOptions: { queries: { retry: false } } }),
        ],
      ],
    },
  );
}

function presentationApi(titles: Record<string, string>) {
  const api: EntityPresentationApi = {
    forEntity: entityOrRef => {
      const entityRef =
        typeof entityOrRef === 'string'
          ? entityOrRef
          : stringifyEntityRef(entityOrRef);
      const snapshot = {
        entityRef,
        primaryTitle: titles[entityRef] ?? entityRef,
      };
      return { snapshot, promise: Promise.resolve(snapshot) };
    },
  };
  return [entityPresentationApiRef, api] as const;
}
