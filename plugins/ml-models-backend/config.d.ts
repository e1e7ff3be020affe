export interface Config {
  /** Models, from template to monitored production. */
  mlModels?: {
    /**
     * Id of the engine that runs the pipelines of models that name none.
     * Default: `local`.
     * @visibility backend
     */
    defaultPipelineEngine?: string;
    /**
     * Id of the runtime that serves versions. Default: `local`.
     * @visibility backend
     */
    defaultServingRuntime?: string;
  };
}
