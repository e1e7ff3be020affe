export interface Config {
  mlModels?: {
    /**
     * Pipelines on GitHub Actions and Gitea, reached by the portal's
     * `integrations.github` and `integrations.gitea`.
     */
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
      /**
       * Of a webhook on GitHub that tells `/api/ml-models/github/webhook` of workflow
       * jobs and runs, so that they are seldom polled, and of pushes, which are deployed.
       * Default: there is none.
       * @visibility secret
       */
      webhookSecret?: string;
      /**
       * Whether GitHub shows the deployments of models whose code it has, on the
       * repository's page and by its Deployments API. Default: false, as that starts
       * workflows that run on `deployment` or `deployment_status`, and needs the
       * permission Deployments, read and write.
       */
      showDeployments?: boolean;
      /**
       * Who signs the tokens by which workflows register their versions. Default: what
       * GitHub says for each host of `integrations.github`; to be given where an
       * enterprise has an issuer of its own.
       */
      issuers?: Array<{
        /** As in `integrations.github`. */
        host: string;
        /** `iss` of its tokens; their keys are read from `/.well-known/jwks` below it. */
        issuer: string;
      }>;
    };
  };
}
