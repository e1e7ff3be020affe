export interface Config {
  mlModels?: {
    /**
     * Id of the runtime that serves versions of models that name none. Default: `local`.
     * @visibility frontend
     */
    defaultServingRuntime?: string;
  };
}
