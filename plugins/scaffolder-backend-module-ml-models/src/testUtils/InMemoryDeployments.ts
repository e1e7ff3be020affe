import {
  Deployment,
  DeploymentStep,
  LogChunk,
  ModelStatus,
  RequestDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploymentsClient } from '../deploy/DeploymentsClient';

export function aStep(step: Partial<DeploymentStep>): DeploymentStep {
  return {
    name: 'test',
    kind: 'pipeline',
    status: 'running',
    hasLog: true,
    startedAt: '2026-03-01T12:00:00.000Z',
    ...step,
  };
}

export function aDeployment(deployment: Partial<Deployment>): Deployment {
  return {
    id: 'd-1',
    modelRef: 'mlmodel:default/churn',
    environment: 'production',
    status: 'building',
    trigger: 'template',
    createdAt: '2026-03-01T12:00:00.000Z',
    steps: [],
    ...deployment,
  };
}

/** Plays a deployment through: each look at it shows its next state. */
export class InMemoryDeployments implements DeploymentsClient {
  readonly requests: Array<{ modelRef: string; request: RequestDeployment }> =
    [];
  readonly cancelled: string[] = [];
  logs: Record<string, string> = {};
  /** How often the catalog is asked before the model is there. */
  lookupsUntilModel = 0;
  private looks = 0;

  constructor(private readonly states: Deployment[]) {}

  async hasModel(): Promise<boolean> {
    this.lookupsUntilModel -= 1;
    return this.lookupsUntilModel < 0;
  }

  async request(modelRef: string, request: RequestDeployment) {
    this.requests.push({ modelRef, request });
    return this.states[0];
  }

  async get(): Promise<Deployment> {
    this.looks += 1;
    return this.states[Math.min(this.looks, this.states.length) - 1];
  }

  async cancel(id: string): Promise<void> {
    this.cancelled.push(id);
  }

  async readStepLog({ step, from }: { step: string; from: number }) {
    const text = (this.logs[step] ?? '').slice(from);
    return {
      text,
      next: from + text.length,
      complete: false,
    } satisfies LogChunk;
  }

  async getModelStatus(modelRef: string): Promise<ModelStatus> {
    return {
      modelRef,
      serving: { runtime: 'local' },
      otherEnvironments: [],
      environments: [
        {
          name: 'production',
          traffic: [],
          endpoint: 'http://127.0.0.1:7070/production/default/churn',
          requestsLastHour: 0,
          errorsLastHour: 0,
          invalidRequestsLastHour: 0,
          verdict: {
            state: 'unknown',
            reasons: [],
            judgedAt: '2026-03-01T12:00:00.000Z',
          },
        },
      ],
    };
  }
}
