import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Deployment,
  LogChunk,
  ModelStatus,
  RequestDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What the deploy action needs of the portal, on behalf of the task's user. */
export interface DeploymentsClient {
  /** @returns whether the model is in the catalog by now */
  hasModel(
    modelRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean>;
  request(
    modelRef: string,
    request: RequestDeployment,
    credentials: BackstageCredentials,
  ): Promise<Deployment>;
  get(id: string, credentials: BackstageCredentials): Promise<Deployment>;
  cancel(id: string, credentials: BackstageCredentials): Promise<void>;
  readStepLog(
    location: { id: string; step: string; from: number },
    credentials: BackstageCredentials,
  ): Promise<LogChunk>;
  getModelStatus(
    modelRef: string,
    credentials: BackstageCredentials,
  ): Promise<ModelStatus>;
}
