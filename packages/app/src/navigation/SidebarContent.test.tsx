import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { screen, within } from '@testing-library/react';
import { navigationModule } from './navigationModule';

function aPlugin(pluginId: string, title: string, path = `/${pluginId}`) {
  const page = PageBlueprint.make({
    params: {
      path,
      title,
      icon: <svg />,
      routeRef: createRouteRef(),
      loader: async () => <p>{title}</p>,
    },
  });
  return createFrontendPlugin({ pluginId, extensions: [page] });
}

describe('SidebarContent', () => {
  it('lists models first, and one item for each of the others', async () => {
    renderTestApp({
      initialRouteEntries: ['/ml-models'],
      features: [
        aPlugin('scaffolder', 'Create'),
        aPlugin('user-settings', 'Settings'),
        aPlugin('catalog-graph', 'Catalog Graph'),
        aPlugin('catalog', 'Catalog'),
        aPlugin('ml-models', 'Models'),
        searchPlugin,
        notificationsPlugin,
        navigationModule,
      ],
    });
    const sidebar = within(
      await screen.findByRole('navigation', { name: 'sidebar nav' }),
    );
    expect(
      sidebar
        .getAllByRole('link')
        .map(link => link.getAttribute('aria-label') ?? link.textContent),
    ).toEqual([
      'NoShelfware, to the start page',
      'Models',
      'Catalog',
      'Create',
      'Notifications',
      'Settings',
    ]);
    expect(sidebar.getByRole('button', { name: 'Search' })).toBeInTheDocument();
  });

  it.each([
    ['/models', 'Models'],
    ['/catalog/default/mlmodel/delay/versions', 'Models'],
    ['/catalog/default/component/delay', 'Catalog'],
    ['/catalog', 'Catalog'],
  ])('marks at %s where that belongs: %s', async (path, title) => {
    renderTestApp({
      initialRouteEntries: [path],
      features: [
        aPlugin('catalog', 'Catalog'),
        aPlugin('ml-models', 'Models', '/models'),
        searchPlugin,
        notificationsPlugin,
        navigationModule,
      ],
    });
    const sidebar = within(
      await screen.findByRole('navigation', { name: 'sidebar nav' }),
    );
    const marked = sidebar
      .getAllByRole('link')
      .filter(link => link.getAttribute('aria-current') === 'page');
    expect(marked.map(link => link.textContent)).toEqual([title]);
  });
});
