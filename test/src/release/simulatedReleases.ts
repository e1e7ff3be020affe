// What decides over releases is inside the backend plugin, and so is what simulates them.
/* eslint-disable no-restricted-imports -- a published package has no such entry point */
export {
  RELEASE_KIND_NAMES,
  type ReleaseKind,
} from '../../../plugins/ml-models-backend/src/__testUtils__/simulatedReleases/releaseKinds';
export { SimulatedReleases } from '../../../plugins/ml-models-backend/src/__testUtils__/simulatedReleases/SimulatedReleases';
export { withSimulatedDatabase } from '../../../plugins/ml-models-backend/src/__testUtils__/simulatedReleases/withSimulatedDatabase';
