import {
  deploymentStatusSchema,
  instantSchema,
  tokenPurposeSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { useUrlState } from '../../components/useUrlState/useUrlState';
import { urlList } from '../../components/useUrlState/urlValue';

const versionsView = z.object({
  /** Id of the deployment that is shown; `none`: not even the running one. */
  deployment: z.string().optional().catch(undefined),
  /** The step whose log is shown. */
  step: z.string().optional().catch(undefined),
  /** The environment, and the outcome, of the deployments that are listed. */
  deployedTo: z.string().optional().catch(undefined),
  outcome: deploymentStatusSchema.optional().catch(undefined),
  /** Cursor of the page of them that is shown; absent: the newest. */
  olderThan: z.string().optional().catch(undefined),
  /** Numbers of the versions being compared. */
  compare: urlList,
  /** The moment of the past that is asked about. */
  at: instantSchema.optional().catch(undefined),
  /** What the token that is being made is good for; absent: none is. */
  newToken: tokenPurposeSchema.optional().catch(undefined),
});

/** What of the Versions tab is shown; it lives in the URL. */
export function useVersionsView() {
  return useUrlState(versionsView);
}

export const NO_DEPLOYMENT = 'none';
