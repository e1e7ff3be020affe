export interface Config {
  mlModels?: {
    /** The embedded default: git, pipeline and serving on this machine. */
    local?: {
      /**
       * Where repositories, environments, artifacts and the supervisor's state
       * lie. Default: `.data` below the working directory.
       */
      dataDir?: string;
      /**
       * Port of the gateway, on 127.0.0.1. A taken port moves on to the next
       * free one; 0 picks any. Default: 7070.
       */
      gatewayPort?: number;
      /** Keep models serving when the portal stops. Default: false. */
      keepModels?: boolean;
      /** Interpreter to build environments with. Default: one in PATH that fits the model, `python3` first. */
      python?: string;
    };
    sample?: {
      /** Set up a model from the template and replay real flights through it. Default: false. */
      enabled?: boolean;
    };
  };
}
