import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The model catalog; the portfolio stands below it. */
export const rootRouteRef = createRouteRef({ id: 'ml-models' });

/** Where models are created from a template; the scaffolder, if there is one. */
export const createModelRouteRef = createExternalRouteRef({
  id: 'create-model',
  optional: true,
  defaultTarget: 'scaffolder.root',
});
