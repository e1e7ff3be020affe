/** The catalog kind MlModel: validation and relations. */
export { catalogModuleMlModels as default } from './module';
