import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';

const LOG_CHARACTERS = 4_000;

/** @returns why a model's deployments failed, each with the end of the failed step's log */
export async function describeFailures(
  user: PortalUser,
  params: { namespace: string; name: string },
): Promise<string> {
  const { items } = await user.call(operations.listDeployments, { params });
  const failed = items.filter(({ status }) => status === 'failed');
  const described = failed.map(({ id }) => describeFailure(user, id));
  return (
    (await Promise.all(described)).join('\n\n') ||
    `No deployment of ${params.name} has failed`
  );
}

async function describeFailure(user: PortalUser, id: string): Promise<string> {
  const { failure } = await user.call(operations.getDeployment, {
    params: { id },
  });
  if (!failure) {
    return `Deployment ${id} failed without a reason`;
  }
  const { text } = await user.call(operations.readStepLog, {
    params: { id, step: failure.step },
  });
  return `${failure.step}: ${failure.message}\n${text.slice(-LOG_CHARACTERS)}`;
}
