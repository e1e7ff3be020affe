/** The engine room of the ml-models plugin. */
export { mlModelsPlugin as default } from './plugin';
export { refuseUnlessUp } from './refuseUnlessUp';
