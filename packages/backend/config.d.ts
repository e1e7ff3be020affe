export interface Config {
  mlModels?: {
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
