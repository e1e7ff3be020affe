import {
  Deployment,
  DEPLOYMENT_STATUSES,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type { z as zod } from 'zod/v3';
import { deploymentLink } from '../notifications/deploymentLink';

/** What actions tell of a deployment: what somebody decides by, and not each time. */
export function toldDeploymentSchema(z: typeof zod) {
  return z.object({
    id: z.string(),
    modelRef: z.string(),
    environment: z.string(),
    status: z.enum(DEPLOYMENT_STATUSES),
    ended: z.boolean().describe('Nothing more will happen to it.'),
    version: z.number().optional().describe('Absent until it is built.'),
    commit: z.string().optional(),
    requestedBy: z.string().optional(),
    createdAt: z.string(),
    endedAt: z.string().optional(),
    currentStep: z
      .string()
      .optional()
      .describe('The step that runs, or in which it failed.'),
    steps: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().optional(),
      }),
    ),
    failure: z
      .object({
        step: z.string(),
        message: z.string().describe('What happened and what to do.'),
        firstErrorLine: z.string().optional(),
        stillServing: z.string().optional(),
      })
      .optional(),
    url: z.string().describe('Where people follow it.'),
  });
}

export type ToldDeployment = zod.infer<ReturnType<typeof toldDeploymentSchema>>;

/** @param appUrl - where people open the portal */
export function tellDeployment(
  deployment: Deployment,
  appUrl: string,
): ToldDeployment {
  const { id, modelRef, environment, status, version, commit } = deployment;
  return {
    id,
    modelRef,
    environment,
    status,
    ended: isFinalDeploymentStatus(status),
    version,
    commit: commit?.sha,
    requestedBy: deployment.requestedBy,
    createdAt: deployment.createdAt,
    endedAt: deployment.endedAt,
    currentStep: deployment.currentStep,
    steps: deployment.steps.map(({ name, status: state, message }) => ({
      name,
      status: state,
      message,
    })),
    failure: deployment.failure,
    url: `${appUrl}${deploymentLink({ modelRef, deploymentId: id })}`,
  };
}
