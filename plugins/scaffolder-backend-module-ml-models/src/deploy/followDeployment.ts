import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  Deployment,
  DeploymentStep,
  isFinalDeploymentStatus,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploymentsClient } from './DeploymentsClient';
import { waitUntil } from './waitUntil';

/** The longest a deployment may take before the task gives up on it: 2 h. */
const DEPLOYMENT_TIMEOUT_MS = 2 * 60 * 60 * 1000;

export interface FollowDeploymentOptions {
  deployments: DeploymentsClient;
  id: string;
  /** Asked before each call, since tokens run out. */
  getCredentials(): Promise<BackstageCredentials>;
  logger: LoggerService;
  signal?: AbortSignal;
  pollMs: number;
  /** Of the steps to write down; default: all of them. */
  isTold?: (step: DeploymentStep) => boolean;
  /** Ends before the deployment does; default: never. */
  isEnough?: (deployment: Deployment) => boolean;
}

/** Remembers what of each step has been written already. */
class StepReader {
  private readonly offsets = new Map<string, number>();
  private readonly announced = new Map<string, string>();

  constructor(private readonly options: FollowDeploymentOptions) {}

  async readOn(deployment: Deployment): Promise<void> {
    const { isTold = () => true } = this.options;
    for (const step of deployment.steps.filter(isTold)) {
      if (step.status === 'running') {
        this.announce(step);
      }
      if (step.status !== 'pending' && step.status !== 'skipped') {
        await this.readLog(step);
        this.announce(step);
      }
    }
  }

  private announce(step: DeploymentStep): void {
    if (this.announced.get(step.name) === step.status) {
      return;
    }
    this.announced.set(step.name, step.status);
    this.options.logger.info(
      [`[${step.name}] ${step.status}`, secondsOf(step), step.message]
        .filter(Boolean)
        .join(', '),
    );
  }

  private async readLog(step: DeploymentStep): Promise<void> {
    const before = this.announced.get(step.name);
    if (!step.hasLog || (before && before !== 'running')) {
      return;
    }
    const { deployments, id, getCredentials, logger } = this.options;
    let text: string;
    do {
      const from = this.offsets.get(step.name) ?? 0;
      const chunk = await deployments.readStepLog(
        { id, step: step.name, from },
        await getCredentials(),
      );
      text = chunk.text;
      this.offsets.set(step.name, chunk.next);
      for (const line of text.split('\n').filter(part => part.trim())) {
        logger.info(`[${step.name}] ${line}`);
      }
      // Of a step that runs there is more later: the next look reads on.
    } while (text !== '' && step.status !== 'running');
  }
}

/**
 * Writes steps and their logs into the task log until the deployment has ended, or
 * waits for somebody to decide, or enough of it is done. An aborted task cancels it.
 */
export async function followDeployment(
  options: FollowDeploymentOptions,
): Promise<Deployment> {
  const { deployments, id, getCredentials, signal, pollMs } = options;
  const { isEnough = () => false } = options;
  const reader = new StepReader(options);
  let deployment: Deployment | undefined;
  try {
    await waitUntil({
      condition: async () => {
        deployment = await deployments.get(id, await getCredentials());
        await reader.readOn(deployment);
        return (
          waitsForDecision(deployment.status) ||
          isFinalDeploymentStatus(deployment.status) ||
          isEnough(deployment)
        );
      },
      pollMs,
      timeoutMs: DEPLOYMENT_TIMEOUT_MS,
      signal,
      timeoutMessage: `Deployment ${id} has not ended within two hours`,
    });
  } catch (error) {
    if (signal?.aborted) {
      await deployments.cancel(id, await getCredentials());
    }
    throw error;
  }
  return deployment ?? deployments.get(id, await getCredentials());
}

function secondsOf({ startedAt, endedAt }: DeploymentStep): string | undefined {
  if (!startedAt || !endedAt) {
    return undefined;
  }
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return `${seconds.toFixed(1)} s`;
}
