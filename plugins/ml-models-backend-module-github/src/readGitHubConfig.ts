import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The section `mlModels.github` of the configuration, with its defaults. */
export interface GitHubConfig {
  /** File below `.github/workflows`. */
  workflow: string;
  pollMs: number;
  /** Absent: GitHub is polled alone. */
  webhookSecret?: string;
  /** Whether GitHub shows deployments of models whose code it has. */
  showsDeployments: boolean;
}

/** @throws InputError for what cannot be a file or a time */
export function readGitHubConfig(root: RootConfigService): GitHubConfig {
  const config = root.getOptionalConfig('mlModels.github');
  const workflow = config?.getOptionalString('workflow') ?? 'noshelfware.yml';
  if (!/^[\w.-]+\.ya?ml$/.test(workflow)) {
    throw new InputError(
      `mlModels.github.workflow is '${workflow}', and has to be the name of a file below .github/workflows, such as noshelfware.yml`,
    );
  }
  const pollSeconds = config?.getOptionalNumber('pollSeconds') ?? 3;
  if (!(pollSeconds >= 1)) {
    throw new InputError(
      `mlModels.github.pollSeconds is ${pollSeconds}, and has to be 1 or more: each look is two requests of the rate limit`,
    );
  }
  return {
    workflow,
    pollMs: pollSeconds * 1000,
    webhookSecret: config?.getOptionalString('webhookSecret'),
    showsDeployments: config?.getOptionalBoolean('showDeployments') ?? false,
  };
}
