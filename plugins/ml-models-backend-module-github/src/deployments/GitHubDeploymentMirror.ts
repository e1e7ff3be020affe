import {
  DeploymentMirror,
  MirroredDeployment,
  MirroredState,
  ShownDeployment,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { GitHubApi } from '../api/GitHubApi';
import {
  findRepository,
  parseSourceLocation,
} from '../api/parseSourceLocation';
import { nameOf } from '../api/RepositoryId';
import { DeploymentStatusUpdate, GitHubDeployments } from './GitHubDeployments';

/** GitHub refuses longer descriptions. */
const DESCRIPTION_MAX = 140;

const STATES: Record<MirroredState, DeploymentStatusUpdate['state']> = {
  queued: 'queued',
  'in-progress': 'in_progress',
  success: 'success',
  failure: 'failure',
  error: 'error',
  inactive: 'inactive',
};

/**
 * Has GitHub show the deployments of models whose code it has: one of GitHub's for each
 * of ours, in an environment of the same name. https://docs.github.com/rest/deployments
 */
export class GitHubDeploymentMirror implements DeploymentMirror {
  readonly id = 'github';
  readonly title = 'GitHub';

  constructor(private readonly api: GitHubApi) {}

  covers(sourceLocation: string): boolean {
    const repository = findRepository(sourceLocation);
    return repository !== undefined && this.api.isGitHub(repository.host);
  }

  async show(deployment: MirroredDeployment): Promise<ShownDeployment> {
    const repository = parseSourceLocation(deployment.sourceLocation);
    const deployments = new GitHubDeployments(this.api, repository);
    const id = await getOrCreate(deployments, deployment);
    const status = toStatus(deployment);
    const isTold =
      deployment.isRepeated && (await isLast(deployments, id, status));
    if (!isTold) {
      await deployments.addStatus(id, status);
    }
    const { host } = repository;
    const environment = encodeURIComponent(deployment.environment);
    return {
      reference: String(id),
      url: `https://${host}/${nameOf(repository)}/deployments/${environment}`,
    };
  }
}

async function getOrCreate(
  deployments: GitHubDeployments,
  deployment: MirroredDeployment,
): Promise<number> {
  if (deployment.reference !== undefined) {
    return Number(deployment.reference);
  }
  const { deploymentId, modelRef, trigger } = deployment;
  const wanted = {
    ...deployment,
    description: shorten(`${modelRef}, ${trigger}: ${deploymentId}`),
  };
  // A worker may have died before it could note what it had made.
  return (await deployments.find(wanted)) ?? deployments.create(wanted);
}

async function isLast(
  deployments: GitHubDeployments,
  id: number,
  { state, description }: DeploymentStatusUpdate,
): Promise<boolean> {
  const last = await deployments.findLastStatus(id);
  return last?.state === state && last.description === description;
}

function toStatus(deployment: MirroredDeployment): DeploymentStatusUpdate {
  return {
    state: STATES[deployment.state],
    description: shorten(deployment.description),
    log_url: deployment.url,
    environment_url: deployment.environmentUrl,
  };
}

function shorten(text: string): string {
  return text.length > DESCRIPTION_MAX
    ? `${text.slice(0, DESCRIPTION_MAX - 1)}…`
    : text;
}
