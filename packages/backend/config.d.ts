export interface Config {
  mlModels?: {
    /**
     * Groups whose members may rebuild whole environments, whoever owns the models
     * there, e.g. `group:default/ml-platform`. Default: none.
     * @visibility backend
     */
    operators?: string[];
    records?: {
      /**
       * Groups whose members read the inference records of all models, and not
       * only of those they own, e.g. `group:default/ml-platform`. Default: none.
       * @visibility backend
       */
      readers?: string[];
    };
  };
}
