import { z } from 'zod';
import { GitHubApi } from '../api/GitHubApi';
import { RepositoryId } from '../api/RepositoryId';

/** https://docs.github.com/rest/deployments/statuses */
export interface DeploymentStatusUpdate {
  state:
    | 'queued'
    | 'in_progress'
    | 'success'
    | 'failure'
    | 'error'
    | 'inactive';
  /** At most 140 characters. */
  description: string;
  log_url?: string;
  environment_url?: string;
}

export interface NewDeployment {
  /** By which it is found again. */
  deploymentId: string;
  modelRef: string;
  /** Full SHA. */
  commit: string;
  environment: string;
  isProduction: boolean;
  /** At most 140 characters. */
  description: string;
}

/** Deployments of a commit to an environment; more of it are looked through no further. */
const LOOKED_AT = 100;

/** By which workflows tell our deployments from others. */
const TASK = 'noshelfware';

const NEEDS =
  'the permission Deployments, read and write (or set mlModels.github.showDeployments to false)';

/** What GitHub keeps of ours; of others it is anything, a text too. */
const payloadSchema = z.object({
  noshelfware: z.object({ deployment: z.string() }),
});

const createdSchema = z.object({ id: z.number() });

/** What GitHub is asked and told of the deployments of one repository. */
export class GitHubDeployments {
  constructor(
    private readonly api: GitHubApi,
    private readonly repository: RepositoryId,
  ) {}

  /** @returns GitHub's number of a deployment of ours; undefined: it has none */
  async find({
    deploymentId,
    commit,
    environment,
  }: NewDeployment): Promise<number | undefined> {
    const { data } = await this.ask((request, of) =>
      request('GET /repos/{owner}/{repo}/deployments', {
        ...of,
        sha: commit,
        environment,
        task: TASK,
        per_page: LOOKED_AT,
      }),
    );
    const ids = data
      .filter(({ payload }) => {
        const ours = payloadSchema.safeParse(payload);
        return ours.data?.noshelfware.deployment === deploymentId;
      })
      .map(({ id }) => id);
    // If it was made twice all the same, everybody takes the first.
    return ids.length > 0 ? Math.min(...ids) : undefined;
  }

  /** @returns its number */
  async create(deployment: NewDeployment): Promise<number> {
    const { data } = await this.ask((request, of) =>
      request('POST /repos/{owner}/{repo}/deployments', {
        ...of,
        ref: deployment.commit,
        task: TASK,
        // The deployment is decided by us: GitHub neither merges nor checks for it.
        auto_merge: false,
        required_contexts: [],
        environment: deployment.environment,
        description: deployment.description,
        payload: {
          noshelfware: {
            deployment: deployment.deploymentId,
            model: deployment.modelRef,
          },
        },
        production_environment: deployment.isProduction,
        transient_environment: false,
        // A second one would be a second deployment: it is looked up first.
        request: { retries: 0 },
      }),
    );
    return createdSchema.parse(data).id;
  }

  async findLastStatus(
    id: number,
  ): Promise<{ state: string; description: string } | undefined> {
    const { data } = await this.ask((request, of) =>
      request(
        'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
        {
          ...of,
          deployment_id: id,
          per_page: 1,
        },
      ),
    );
    return data[0];
  }

  async addStatus(id: number, status: DeploymentStatusUpdate): Promise<void> {
    await this.ask((request, of) =>
      request(
        'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
        {
          ...of,
          ...status,
          deployment_id: id,
          // GitHub would take those of other models for replaced, and leave out those in production.
          auto_inactive: false,
          request: { retries: 0 },
        },
      ),
    );
  }

  private async ask<Answer>(
    ask: Parameters<typeof this.api.ask<Answer>>[2],
  ): Promise<Answer> {
    const what = 'the deployments';
    return this.api.ask(this.repository, { what, needs: NEEDS }, ask);
  }
}
