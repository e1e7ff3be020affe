/**
 * Pipeline engine on GitHub Actions.
 *
 * @packageDocumentation
 */
export { mlModelsModuleGitHub as default } from './module';
