import {
  createFrontendPlugin,
  iconsApiRef,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogGraphApiRef } from '@backstage/plugin-catalog-graph';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { modelKindFeatures } from './modelKindFeatures';

const model = {
  apiVersion: 'noshelfware.dev/v1alpha1',
  kind: 'MlModel',
  metadata: { name: 'taxi-out-time', namespace: 'default' },
  spec: { type: 'model', owner: 'team' },
};

const IconOfKind = () => <>{useApi(iconsApiRef).icon('kind:mlmodel')}</>;

const RelationsOfGraph = () => {
  const graph = useApi(catalogGraphApiRef);
  return (
    <>{JSON.stringify([graph.defaultRelations, graph.knownRelationPairs])}</>
  );
};

function renderOnAPage(element: JSX.Element) {
  const page = PageBlueprint.make({
    params: { path: '/', loader: async () => <main>{element}</main> },
  });
  renderTestApp({
    features: [
      catalogPlugin,
      catalogGraphPlugin,
      ...modelKindFeatures,
      createFrontendPlugin({ pluginId: 'test', extensions: [page] }),
    ],
    apis: [catalogApiMock()],
  });
  return screen.findByRole('main');
}

describe('the kind MlModel', () => {
  it('has an icon beside the names of its entities', async () => {
    const main = await renderOnAPage(
      <EntityDisplayName entityRef="mlmodel:default/taxi-out-time" />,
    );
    expect(
      within(main).getByRole('img', { name: 'Model' }),
    ).toBeInTheDocument();
    expect(main).toHaveTextContent('taxi-out-time');
  });

  it('has an icon where kinds are shown by themselves', async () => {
    const main = await renderOnAPage(<IconOfKind />);
    expect(
      within(main).getByRole('img', { name: 'Model' }),
    ).toBeInTheDocument();
  });

  it('has its serving drawn in the catalog graph', async () => {
    const main = await renderOnAPage(<RelationsOfGraph />);
    const [drawn, pairs] = JSON.parse(main.textContent ?? '');
    expect(drawn).toEqual(
      expect.arrayContaining(['ownedBy', 'serves', 'servedBy']),
    );
    expect(pairs).toContainEqual(['serves', 'servedBy']);
  });

  it('shows what a card says of a model before what the catalog knows of it', async () => {
    const card = (name: string, type: 'content' | 'info') =>
      EntityCardBlueprint.make({
        name,
        params: { type, loader: async () => <h2>{name}</h2> },
      });
    renderTestApp({
      features: [
        catalogPlugin,
        ...modelKindFeatures,
        createFrontendPlugin({
          pluginId: 'test',
          extensions: [card('Ownership', 'info'), card('Health', 'content')],
        }),
      ],
      apis: [catalogApiMock({ entities: [model] })],
      initialRouteEntries: ['/catalog/default/mlmodel/taxi-out-time'],
    });
    const health = await screen.findByRole('heading', { name: 'Health' });
    const ownership = await screen.findByRole('heading', { name: 'Ownership' });
    expect(health.compareDocumentPosition(ownership)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('has pages that lead back to the models, and leaves those of other kinds', async () => {
    const open = async (kind: string) => {
      const { unmount } = renderTestApp({
        features: [catalogPlugin, ...modelKindFeatures],
        apis: [catalogApiMock({ entities: [{ ...model, kind }] })],
        initialRouteEntries: [
          `/catalog/default/${kind.toLowerCase()}/taxi-out-time`,
        ],
      });
      await screen.findByRole('heading', { name: 'taxi-out-time' });
      const [place] = screen.getAllByRole('heading', { level: 1 });
      const found = [
        place.textContent,
        screen.queryByRole('link', { name: 'Models' })?.getAttribute('href'),
      ];
      unmount();
      return found;
    };
    expect(await open('MlModel')).toEqual(['Models', '/models']);
    expect(await open('Component')).toEqual(['Catalog', undefined]);
  });
});
