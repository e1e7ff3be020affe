import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  DEPLOYMENT_CHANNEL,
  deploymentSignalSchema,
  MlModelsClient,
  Operation,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EntityModel } from '../components/EntityModel/entityModel';
import { mlModelsApiRef } from './mlModelsApiRef';
import { operationKey } from './operationKey';
import { newestDeployments } from './useDeployments';

/** What a deployment changes. */
const CHANGED: readonly Operation[] = [
  operations.listDeployments,
  operations.getModelStatus,
  operations.listVersions,
];

/** Signals name no model, so that the list has to tell whose a deployment is. */
class DeploymentFollower {
  /** Ids of other models' deployments, which are looked up once. */
  private readonly foreign = new Set<string>();

  constructor(
    private readonly model: Pick<EntityModel, 'namespace' | 'name'>,
    private readonly client: MlModelsClient,
  ) {}

  async follow(message: unknown, queryClient: QueryClient): Promise<void> {
    const signal = deploymentSignalSchema.safeParse(message);
    if (!signal.success || this.foreign.has(signal.data.deploymentId)) {
      return;
    }
    const { deploymentId: id } = signal.data;
    if (await this.isOfModel(id, queryClient)) {
      queryClient.invalidateQueries({
        queryKey: operationKey(operations.getDeployment, { params: { id } }),
      });
      for (const operation of CHANGED) {
        queryClient.invalidateQueries({ queryKey: operationKey(operation) });
      }
    }
  }

  private async isOfModel(
    id: string,
    queryClient: QueryClient,
  ): Promise<boolean> {
    const { input, queryKey } = newestDeployments(this.model);
    const isIn = (list?: { items: Array<{ id: string }> }) =>
      list?.items.some(item => item.id === id) ?? false;
    if (isIn(queryClient.getQueryData(queryKey))) {
      return true;
    }
    try {
      const list = await this.client.call(operations.listDeployments, input);
      if (!isIn(list)) this.foreign.add(id);
      return isIn(list);
    } catch {
      return false; // polling finds it once the portal answers again
    }
  }
}

/**
 * Reads again what a deployment of the model has changed, as soon as signals tell
 * of it. Where there are none, polling finds it.
 */
export function useDeploymentNews({
  namespace,
  name,
}: Pick<EntityModel, 'namespace' | 'name'>): void {
  const signals = useApiHolder().get(signalApiRef);
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const follower = new DeploymentFollower({ namespace, name }, client);
    const subscription = signals?.subscribe(DEPLOYMENT_CHANNEL, message =>
      follower.follow(message, queryClient),
    );
    return () => subscription?.unsubscribe();
  }, [signals, client, queryClient, namespace, name]);
}
