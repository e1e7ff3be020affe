import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CreateGitRepository,
  CreatedGitRepository,
  Deployment,
  GitRepository,
  LogChunk,
  MlModelsClient,
  ModelStatus,
  operations,
  RequestDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploymentsClient } from './deploy/DeploymentsClient';

export interface PortalClientOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
}

/** Speaks to ml-models and the catalog as the person who started the task. */
export class PortalClient implements DeploymentsClient {
  private readonly client: MlModelsClient;

  constructor(private readonly options: PortalClientOptions) {
    this.client = new MlModelsClient({ discoveryApi: options.discovery });
  }

  async createRepository(
    body: CreateGitRepository,
    credentials: BackstageCredentials,
  ): Promise<CreatedGitRepository> {
    return this.client.call(
      operations.createGitRepository,
      { body },
      await this.tokenFor(credentials),
    );
  }

  /** @returns undefined where there is none, or no module that hosts any */
  async findRepository(
    { owner, name }: { owner: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<GitRepository | undefined> {
    const token = await this.tokenFor(credentials);
    try {
      return await this.client.call(
        operations.getGitRepository,
        { params: { owner, name } },
        token,
      );
    } catch (error) {
      if (ResponseError.is(error) && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async hasModel(
    modelRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const entity = await this.options.catalog.getEntityByRef(modelRef, {
      credentials,
    });
    return entity !== undefined;
  }

  async request(
    modelRef: string,
    body: RequestDeployment,
    credentials: BackstageCredentials,
  ): Promise<Deployment> {
    return this.client.call(
      operations.requestDeployment,
      { params: pathOf(modelRef), body },
      await this.tokenFor(credentials),
    );
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Deployment> {
    return this.client.call(
      operations.getDeployment,
      { params: { id } },
      await this.tokenFor(credentials),
    );
  }

  async cancel(id: string, credentials: BackstageCredentials): Promise<void> {
    await this.client.call(
      operations.cancelDeployment,
      { params: { id } },
      await this.tokenFor(credentials),
    );
  }

  async readStepLog(
    location: { id: string; step: string; from: number },
    credentials: BackstageCredentials,
  ): Promise<LogChunk> {
    const { id, step, from } = location;
    return this.client.call(
      operations.readStepLog,
      { params: { id, step }, query: { from } },
      await this.tokenFor(credentials),
    );
  }

  async getModelStatus(
    modelRef: string,
    credentials: BackstageCredentials,
  ): Promise<ModelStatus> {
    return this.client.call(
      operations.getModelStatus,
      { params: pathOf(modelRef) },
      await this.tokenFor(credentials),
    );
  }

  private tokenFor(credentials: BackstageCredentials) {
    return this.options.auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'ml-models',
    });
  }
}

function pathOf(modelRef: string): { namespace: string; name: string } {
  const { namespace, name } = parseEntityRef(modelRef);
  return { namespace, name };
}
