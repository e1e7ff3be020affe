/** The engine room of the ml-models plugin. */
export { mlModelsPlugin as default } from './plugin';
export { refuseUntilStarted } from './refuseUntilStarted';
