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

function aPlugin(pluginId: string, title: string) {
  const page = PageBlueprint.make({
    params: {
      path: `/${pluginId}`,
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
});
