/** Pages, tabs and cards of the ml-models plugin. */
export { mlModelsPlugin as default } from './plugin';
export { mlModelsApiRef } from './api/mlModelsApiRef';
export { isMlModel } from './components/EntityModel/entityModel';
