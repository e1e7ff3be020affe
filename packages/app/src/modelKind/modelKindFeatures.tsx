import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { ML_MODEL_KIND } from '@noshelfware/backstage-plugin-ml-models-common';
import { MlModelIcon } from './MlModelIcon';

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

/** Backstage asks for the icon of a kind in two places. */
export const modelKindFeatures = [
  createFrontendModule({ pluginId: 'catalog', extensions: [presentation] }),
  createFrontendModule({ pluginId: 'app', extensions: [icons] }),
];
