import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import {
  IconBundleBlueprint,
  SwappableComponentBlueprint,
} from '@backstage/plugin-app-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { EntityContentLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  ML_MODEL_KIND,
  RELATION_SERVED_BY,
  RELATION_SERVES,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { MlModelIcon } from './MlModelIcon';
import { modelPageLayout } from './modelPageLayout';

const kind = ML_MODEL_KIND.toLowerCase();

const presentation = ApiBlueprint.make({
  name: 'entity-presentation',
  params: defineParams =>
    defineParams({
      api: entityPresentationApiRef,
      deps: { catalogApi: catalogApiRef },
      factory: ({ catalogApi }) =>
        DefaultEntityPresentationApi.create({
          catalogApi,
          kindIcons: { [kind]: MlModelIcon },
        }),
    }),
});

const icons = IconBundleBlueprint.make({
  name: 'model-kind',
  params: { icons: { [`kind:${kind}`]: <MlModelIcon /> } },
});

/** The graph draws no relation that it was not told of. */
const relations = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [
            ...ALL_RELATIONS,
            RELATION_SERVES,
            RELATION_SERVED_BY,
          ],
          knownRelationPairs: [
            ...ALL_RELATION_PAIRS,
            [RELATION_SERVES, RELATION_SERVED_BY],
          ],
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});

const overviewLayout = EntityContentLayoutBlueprint.make({
  name: 'model',
  params: {
    filter: { kind: ML_MODEL_KIND },
    loader: () =>
      import('./ModelOverviewLayout').then(m => m.ModelOverviewLayout),
  },
});

const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const { component } = SwappableComponentBlueprint.dataRefs;
      const original = originalFactory().get(component);
      return [
        component({
          ref: original.ref,
          loader: async () => modelPageLayout(await original.loader()),
        }),
      ];
    },
  });

/** Backstage asks for the icon of a kind in two places. */
export const modelKindFeatures = [
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [presentation, overviewLayout],
  }),
  createFrontendModule({ pluginId: 'app', extensions: [icons, pageLayout] }),
  createFrontendModule({ pluginId: 'catalog-graph', extensions: [relations] }),
];
