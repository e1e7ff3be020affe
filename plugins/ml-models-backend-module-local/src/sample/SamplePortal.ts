import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Deployment,
  EnvironmentStatus,
  MlModelsClient,
  operations,
  RequestDeployment,
  Token,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { SAMPLE } from './sampleModel';

const apiTaskSchema = z.object({ id: z.string() });
const apiTaskStatusSchema = z.object({
  status: z.enum([
    'open',
    'processing',
    'completed',
    'failed',
    'cancelled',
    'skipped',
  ]),
});
const apiTaskEventsSchema = z.array(
  z.object({
    body: z.object({
      message: z.string(),
      error: z.object({ message: z.string() }).optional(),
    }),
  }),
);
export type TaskStatus = z.infer<typeof apiTaskStatusSchema>['status'];

/** As the list of tokens tells what each is good for. */
const TOKEN_DESCRIPTIONS = {
  git: "Pushes the sample's second version",
  ingest: "Tells what became of the sample's flights, once they have landed",
};

export interface SamplePortalOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
}

/** The portal's own API, as the sample uses it: the way any team would. */
export class SamplePortal {
  private readonly client: MlModelsClient;

  constructor(private readonly options: SamplePortalOptions) {
    this.client = new MlModelsClient({ discoveryApi: options.discovery });
  }

  async hasEntity(entityRef: string): Promise<boolean> {
    const credentials = await this.options.auth.getOwnServiceCredentials();
    const entity = await this.options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    return entity !== undefined;
  }

  /** @returns the id of the scaffolder's task */
  async createFromTemplate(): Promise<string> {
    const answer = await this.callScaffolder('/v2/tasks', {
      method: 'POST',
      body: JSON.stringify({
        templateRef: SAMPLE.templateRef,
        values: SAMPLE.templateValues,
      }),
    });
    return apiTaskSchema.parse(answer).id;
  }

  async getTaskStatus(taskId: string): Promise<TaskStatus> {
    const answer = await this.callScaffolder(`/v2/tasks/${taskId}`);
    return apiTaskStatusSchema.parse(answer).status;
  }

  /** @returns why a task failed */
  async getTaskFailure(taskId: string): Promise<string | undefined> {
    const events = apiTaskEventsSchema.parse(
      await this.callScaffolder(`/v2/tasks/${taskId}/events`),
    );
    const last = events.at(-1)?.body;
    return last?.error?.message ?? last?.message;
  }

  async findLiveVersion(): Promise<number | undefined> {
    return (await this.findEnvironment())?.liveVersion;
  }

  /** Whether the live version is on its way up, as after a restart of the portal. */
  async isStarting(): Promise<boolean> {
    const { traffic = [] } = (await this.findEnvironment()) ?? {};
    return traffic.some(
      ({ weight, state }) => weight > 0 && state === 'starting',
    );
  }

  async getEndpoint(): Promise<string> {
    const environment = await this.findEnvironment();
    if (!environment?.endpoint) {
      throw new Error(
        `${SAMPLE.modelRef} has no endpoint in ${SAMPLE.environment}; deploy it from its Versions tab`,
      );
    }
    return environment.endpoint;
  }

  async getVersion(version: number): Promise<VersionDetail> {
    return this.client.call(
      operations.getVersion,
      { params: { ...SAMPLE.params, version } },
      await this.token('ml-models'),
    );
  }

  async deploy(request: Omit<RequestDeployment, 'trigger'>) {
    return this.client.call(
      operations.requestDeployment,
      {
        params: SAMPLE.params,
        body: { ...request, trigger: 'sample' },
      },
      await this.token('ml-models'),
    );
  }

  async getDeployment(id: string): Promise<Deployment> {
    return this.client.call(
      operations.getDeployment,
      { params: { id } },
      await this.token('ml-models'),
    );
  }

  /** @returns the newest deployment of a commit to an environment */
  async findDeploymentOf(
    commit: string,
    environment: string,
  ): Promise<Deployment | undefined> {
    const { items } = await this.client.call(
      operations.listDeployments,
      { params: SAMPLE.params, query: { environment } },
      await this.token('ml-models'),
    );
    for (const { id } of items) {
      const deployment = await this.getDeployment(id);
      if (deployment.commit?.sha === commit) {
        return deployment;
      }
    }
    return undefined;
  }

  async getCloneUrl(): Promise<string> {
    const repository = await this.client.call(
      operations.getRepository,
      { params: SAMPLE.params },
      await this.token('ml-models'),
    );
    return repository.cloneUrl;
  }

  /**
   * Makes a token for the length of `use`, and revokes it; also the one of a
   * portal that ended before it could.
   */
  async withToken<T>(
    purpose: 'git' | 'ingest',
    use: (secret: string) => Promise<T>,
  ): Promise<T> {
    const { secret, ...made } = await this.client.call(
      operations.createToken,
      {
        params: SAMPLE.params,
        body: {
          purpose,
          scopeRef: SAMPLE.modelRef,
          description: TOKEN_DESCRIPTIONS[purpose],
        },
      },
      await this.token('ml-models'),
    );
    try {
      await this.revokeOlderThan(made);
      return await use(secret);
    } finally {
      await this.revoke(made);
    }
  }

  async getIngestUrl(): Promise<string> {
    return `${await this.options.discovery.getBaseUrl('ml-models')}/otlp`;
  }

  private async revokeOlderThan(made: Token): Promise<void> {
    const { items } = await this.client.call(
      operations.listTokens,
      { params: SAMPLE.params },
      await this.token('ml-models'),
    );
    const left = items.filter(
      token =>
        token.id !== made.id &&
        token.createdBy === made.createdBy &&
        token.description === made.description &&
        !token.revokedAt,
    );
    for (const token of left) {
      await this.revoke(token);
    }
  }

  private async revoke({ id }: Token): Promise<void> {
    await this.client.call(
      operations.revokeToken,
      { params: { ...SAMPLE.params, id } },
      await this.token('ml-models'),
    );
  }

  private async findEnvironment(): Promise<EnvironmentStatus | undefined> {
    const { environments } = await this.client.call(
      operations.getModelStatus,
      { params: SAMPLE.params },
      await this.token('ml-models'),
    );
    return environments.find(({ name }) => name === SAMPLE.environment);
  }

  private async callScaffolder(
    path: string,
    init: RequestInit = {},
  ): Promise<unknown> {
    const base = await this.options.discovery.getBaseUrl('scaffolder');
    const { token } = await this.token('scaffolder');
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }

  private async token(targetPluginId: string): Promise<{ token: string }> {
    return this.options.auth.getPluginRequestToken({
      onBehalfOf: await this.options.auth.getOwnServiceCredentials(),
      targetPluginId,
    });
  }
}
