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
     * Id of the runtime that serves versions of models that name none; `external`:
     * their own pipelines deploy them. Default: `local`.
     * @visibility backend
     */
    defaultServingRuntime?: string;
    /** What pipelines elsewhere hand over to be served. */
    artifacts?: {
      /**
       * MiB that one artifact may have. Default: 2048.
       * @visibility backend
       */
      maxMiB?: number;
    };
    /** Environments of which everything that serves is made anew. */
    rebuilds?: {
      /**
       * Models whose services are started anew at once; each needs twice its memory
       * meanwhile. Default: 4.
       * @visibility backend
       */
      modelsAtOnce?: number;
    };
    /** Deployments that somebody other than their requester must approve. */
    approvals?: {
      /**
       * A deployment needs approval if any rule is about it; an empty list
       * switches approvals off.
       * Default: models of risk tier `high` in `production`.
       * @visibility backend
       */
      rules?: Array<{
        /** Of models of these risk tiers. Default: of all models. */
        riskTiers?: Array<'minimal' | 'limited' | 'high'>;
        /** To these environments. Default: to all. */
        environments?: string[];
      }>;
    };
  };
}
