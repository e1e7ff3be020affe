export interface Config {
  mlModels?: {
    /** Pipelines on GitHub Actions, reached by the portal's `integrations.github`. */
    github?: {
      /**
       * File below `.github/workflows` that deployments run. Default:
       * `noshelfware.yml`.
       */
      workflow?: string;
      /**
       * Seconds for which what GitHub has said of a run is not asked again; each
       * look is two requests of the integration's rate limit. Default: 3.
       */
      pollSeconds?: number;
    };
  };
}
