import {
  AppComponents,
  AppIcons,
  createFetchApi,
  createSpecializedApp,
  FlatRoutes,
  UrlPatternDiscovery,
} from '@backstage/core-app-api';
import {
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockErrorApi, MockPermissionApi } from '@backstage/test-utils';
import AnyIcon from '@material-ui/icons/AcUnit';
import { render, RenderResult } from '@testing-library/react';
import { ReactElement } from 'react';
import { MemoryRouter } from 'react-router-dom';

/** The old frontend system asks for all of these. */
const icons: AppIcons = {
  'kind:api': AnyIcon,
  'kind:component': AnyIcon,
  'kind:domain': AnyIcon,
  'kind:group': AnyIcon,
  'kind:location': AnyIcon,
  'kind:resource': AnyIcon,
  'kind:system': AnyIcon,
  'kind:template': AnyIcon,
  'kind:user': AnyIcon,
  brokenImage: AnyIcon,
  catalog: AnyIcon,
  chat: AnyIcon,
  dashboard: AnyIcon,
  docs: AnyIcon,
  email: AnyIcon,
  github: AnyIcon,
  group: AnyIcon,
  help: AnyIcon,
  scaffolder: AnyIcon,
  search: AnyIcon,
  star: AnyIcon,
  techdocs: AnyIcon,
  unstarred: AnyIcon,
  user: AnyIcon,
  warning: AnyIcon,
};

const defaultApis = [
  createApiFactory({
    api: discoveryApiRef,
    deps: { config: configApiRef },
    factory: ({ config }) =>
      UrlPatternDiscovery.compile(
        `${config.getString('backend.baseUrl')}/api/{{ pluginId }}`,
      ),
  }),
  createApiFactory({
    api: fetchApiRef,
    deps: {},
    factory: () => createFetchApi({}),
  }),
  createApiFactory(errorApiRef, new MockErrorApi()),
  createApiFactory(permissionApiRef, new MockPermissionApi()),
  // Of the catalog's own plugin, which every app has.
  createApiFactory(catalogApiRef, catalogApiMock()),
];

function componentsAt(url: string): AppComponents {
  return {
    Progress: () => <p>Loading</p>,
    NotFoundErrorPage: () => <p>Not found</p>,
    BootErrorPage: ({ error }) => <p>{String(error)}</p>,
    ErrorBoundaryFallback: ({ error }) => <p>{String(error)}</p>,
    Router: ({ children }) => (
      <MemoryRouter
        initialEntries={[url]}
        future={{ v7_relativeSplatPath: false, v7_startTransition: false }}
      >
        {children}
      </MemoryRouter>
    ),
  };
}

/**
 * Renders `<Route>` elements as an app of the old frontend system does, with
 * the APIs of the plugins that they come from.
 */
export function renderInLegacyApp(
  routes: ReactElement,
  url: string,
): RenderResult {
  const app = createSpecializedApp({
    defaultApis,
    components: componentsAt(url),
    icons,
    themes: [
      {
        id: 'light',
        title: 'Light',
        variant: 'light',
        Provider: ({ children }) => (
          <UnifiedThemeProvider theme={themes.light}>
            {children}
          </UnifiedThemeProvider>
        ),
      },
    ],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Test', baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
  });
  const AppRouter = app.getRouter();
  const Root = app.getProvider();
  return render(
    <Root>
      <AppRouter>
        <FlatRoutes>{routes}</FlatRoutes>
      </AppRouter>
    </Root>,
  );
}
