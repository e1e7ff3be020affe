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
      /**
       * What a version runs as: `process` keeps dependencies apart and nothing else,
       * `container` builds the Dockerfile of its artifact and runs it with docker or
       * podman. Default: process.
       */
      isolation?: 'process' | 'container';
      /** Of `isolation: container`; see docs/operate/containers.md. */
      container?: {
        /** `docker`, `podman`, or the path of one. Default: docker. */
        command?: string;
        /** What a version may use, as `512m` or `2g`. Default: 1g. */
        memory?: string;
        /** Processors that a version may use, e.g. 1.5. Default: all. */
        cpus?: number;
        /** Processes and threads of a version at once. Default: 512. */
        pids?: number;
        /** Network of the engine that containers join. Default: the engine's own. */
        network?: string;
        /**
         * Where containers reach this machine, to report inference records: an
         * address that the portal then listens on for that alone, or a name that
         * leads to its loopback. Default: none, and nothing is recorded.
         */
        telemetryAddress?: string;
      };
    };
    sample?: {
      /** Set up a model from the template and replay real flights through it. Default: false. */
      enabled?: boolean;
    };
  };
}
