import {
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { modelKindFeatures } from './modelKindFeatures';

const server = setupServer(
  http.get('*/api/ml-models/*', () => HttpResponse.json({}, { status: 404 })),
);
registerMswTestHooks(server);

function openPage(kind: string) {
  renderTestApp({
    features: [catalogPlugin, mlModelsPlugin, ...modelKindFeatures],
    apis: [
      catalogApiMock({
        entities: [
          {
            apiVersion: 'noshelfware.io/v1alpha1',
            kind,
            metadata: { name: 'taxi-out-time', namespace: 'default' },
            spec: { type: 'service', owner: 'team' },
          },
        ],
      }),
    ],
    initialRouteEntries: [
      `/catalog/default/${kind.toLowerCase()}/taxi-out-time`,
    ],
  });
  return screen.findByRole('heading', { name: 'taxi-out-time' });
}

const openMenu = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'More actions' }));

describe('the page of a model', () => {
  it('has tabs for its versions, its log and its performance', async () => {
    await openPage('MlModel');
    for (const name of ['Versions', 'Logs', 'Performance']) {
      expect(await screen.findByRole('link', { name })).toBeInTheDocument();
    }
  });

  it('leads from its header to a deployment', async () => {
    await openPage('MlModel');
    await openMenu();
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Deploy' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Deploy taxi-out-time' }),
    ).toBeInTheDocument();
  });

  it('is like no page of another kind', async () => {
    await openPage('Component');
    await openMenu();
    await screen.findByRole('menuitem', { name: /Unregister/ });
    expect(screen.queryByText('Deploy')).not.toBeInTheDocument();
    expect(screen.queryByText('Versions')).not.toBeInTheDocument();
  });
});
