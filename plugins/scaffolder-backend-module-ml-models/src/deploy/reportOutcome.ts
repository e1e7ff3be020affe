import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import type { z as zod } from 'zod/v3';
import { DeploymentsClient } from './DeploymentsClient';
import { versionsUrl } from './versionsUrl';

/** What an action outputs of a deployment that it has followed. */
export const OUTCOME_SCHEMA = {
  status: (z: typeof zod) =>
    z
      .enum(['live', 'awaiting-approval', 'held'])
      .optional()
      .describe('What it has come to, if waited for'),
  version: (z: typeof zod) =>
    z.number().optional().describe('The version deployed'),
  endpoint: (z: typeof zod) =>
    z.string().optional().describe('Where the model answers'),
};

export interface Outcome {
  status: 'live' | 'awaiting-approval' | 'held';
  version?: number;
  endpoint?: string;
}

export interface ReportOutcomeOptions {
  deployments: DeploymentsClient;
  /** The portal's address in a browser, `app.baseUrl`. */
  appUrl: string;
  logger: LoggerService;
  credentials: BackstageCredentials;
}

/**
 * Says in the task log what a deployment has come to.
 *
 * @throws Error unless it is live, or waits for somebody to decide
 */
export async function reportOutcome(
  deployment: Deployment,
  { deployments, appUrl, logger, credentials }: ReportOutcomeOptions,
): Promise<Outcome> {
  const { environment, modelRef, status, version } = deployment;
  if (status === 'awaiting-approval' || status === 'held') {
    // Somebody may take days: the task has done its part, and holds no worker.
    logger.info(describeWaiting(deployment, appUrl));
  } else if (status === 'live') {
    logger.info(`Version ${version} is live in ${environment}`);
  } else {
    throw endedBadly(deployment);
  }
  const { environments } = await deployments.getModelStatus(
    modelRef,
    credentials,
  );
  const endpoint = environments.find(
    ({ name }) => name === environment,
  )?.endpoint;
  return { status, version, endpoint };
}

function describeWaiting(deployment: Deployment, appUrl: string): string {
  const { environment, hold, id, modelRef, status, version } = deployment;
  const url = `${versionsUrl(appUrl, modelRef)}?deployment=${id}`;
  if (status === 'held') {
    return `Version ${version} in ${environment} is held: ${hold?.reason}. The task ends here, and another owner releases it or puts it back: ${url}`;
  }
  return `Version ${version} waits for the approval of another owner before it goes to ${environment}. The task ends here, and the deployment goes on once it is approved: ${url}`;
}

/** @returns the error of a deployment that did not become live */
export function endedBadly(deployment: Deployment): Error {
  const { failure } = deployment;
  return new Error(
    [
      `Deployment ${deployment.id} ended ${deployment.status}${
        failure ? ` in step '${failure.step}': ${failure.message}` : ''
      }`,
      failure?.firstErrorLine && `First error: ${failure.firstErrorLine}`,
      failure?.stillServing,
    ]
      .filter(sentence => sentence !== undefined)
      .map(sentence => sentence.replace(/\.?$/, '.'))
      .join(' '),
  );
}
