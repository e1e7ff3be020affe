import { z } from 'zod';

/** Where Backstage's signals tell that a deployment has moved on. */
export const DEPLOYMENT_CHANNEL = 'ml-models:deployments';

/**
 * Goes to everybody who has the portal open, so it holds nothing but an id: what
 * has changed is read by those who may read it.
 */
export const deploymentSignalSchema = z.object({ deploymentId: z.string() });
export type DeploymentSignal = z.infer<typeof deploymentSignalSchema>;
