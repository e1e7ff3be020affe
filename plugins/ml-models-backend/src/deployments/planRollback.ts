import { ConflictError, InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { LiveVersionRow } from './DeploymentRow';
import { assertEnvironment } from './assertEnvironment';
import { DeploymentRequest } from './planDeployment';
import { findVersionBefore } from './store/findVersionBefore';
import { findOwnLiveVersion } from './store/liveVersions';

/**
 * Says which version a rollback goes back to: the one that it asks for or, without
 * one, the newest of the older ones that were live and not rolled back. No canary
 * tries a rollback, and more people may ask for one, so it leads nowhere but back.
 *
 * @throws InputError for a commit, or an environment that the model does not name
 * @throws ConflictError when nothing is live, or nothing older can be gone back to
 */
export async function planRollback(
  request: DeploymentRequest,
  { database }: { database: Knex },
): Promise<DeploymentRequest> {
  assertEnvironment(request);
  const { modelRef, environment, version, commit } = request;
  if (commit !== undefined) {
    throw new InputError(
      'A rollback releases a version that was built before: give a version, not a commit',
    );
  }
  const live = await findOwnLiveVersion(database, { modelRef, environment });
  if (!live) {
    throw new ConflictError(
      `Nothing of ${modelRef} is live in '${environment}', so there is nothing to roll back: deploy a version`,
    );
  }
  if (version === undefined) {
    return { ...request, version: await getVersionBefore(live, database) };
  }
  // To the live one itself: away from what is under way, or tried as a canary.
  if (version > live.version) {
    throw new ConflictError(
      `Version ${version} of ${modelRef} is newer than version ${live.version}, which is live in '${environment}': deploy it instead of rolling back`,
    );
  }
  return request;
}

async function getVersionBefore(
  live: LiveVersionRow,
  database: Knex,
): Promise<number> {
  const version = await findVersionBefore(database, live);
  if (version === undefined) {
    throw new ConflictError(
      `No version of ${live.model_ref} older than ${live.version} was live in '${live.environment}': say which version to go back to`,
    );
  }
  return version;
}
