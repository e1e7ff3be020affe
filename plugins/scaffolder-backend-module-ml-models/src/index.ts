/** Template actions publish:local-git and ml-models:deploy. */
export { scaffolderModuleMlModels as default } from './module';
