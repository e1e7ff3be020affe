import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { DeploymentTrigger } from '@noshelfware/backstage-plugin-ml-models-common';

/** Sets up the sample, and has no other use for templates. */
const PORTAL_SUBJECT = 'plugin:ml-models';

/**
 * @param initiator - who had the template carried out
 * @returns what delivery measures take a deployment for: nobody shipped the sample
 */
export function triggerOf({
  principal,
}: BackstageCredentials): DeploymentTrigger {
  const isPortal =
    typeof principal === 'object' &&
    principal !== null &&
    'subject' in principal &&
    principal.subject === PORTAL_SUBJECT;
  return isPortal ? 'sample' : 'template';
}
