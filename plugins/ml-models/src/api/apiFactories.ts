import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { MlModelsClient } from '@noshelfware/backstage-plugin-ml-models-common';
import { createModelsQueryClient } from './createModelsQueryClient';
import { mlModelsApiRef } from './mlModelsApiRef';
import { queryClientApiRef } from './queryClientApiRef';

export const mlModelsApiFactory = createApiFactory({
  api: mlModelsApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: apis => new MlModelsClient(apis),
});

export const queryClientApiFactory = createApiFactory({
  api: queryClientApiRef,
  deps: {},
  factory: createModelsQueryClient,
});
