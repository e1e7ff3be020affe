import { isError, NotFoundError } from '@backstage/errors';
import {
  AuthResolverContext,
  BackstageSignInResult,
} from '@backstage/plugin-auth-node';
import { setTimeout as sleep } from 'node:timers/promises';

/** The catalog of a new portal has read the sample people after two or three. */
const PATIENCE_SECONDS = 15;
const LOOK_EVERY_MS = 500;

/**
 * Signs in as a user of the catalog. The sign-in page is up before a new
 * catalog has read its files, so a missing user is waited for.
 *
 * @param wait - stands in for time, in ms
 * @throws NotFoundError when the user does not turn up within 15 s
 */
export async function signInWhenKnown(
  ref: string,
  context: Pick<AuthResolverContext, 'signInWithCatalogUser'>,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<BackstageSignInResult> {
  for (
    let waitedMs = 0;
    waitedMs < PATIENCE_SECONDS * 1000;
    waitedMs += LOOK_EVERY_MS
  ) {
    try {
      return await context.signInWithCatalogUser({ entityRef: ref });
    } catch (error) {
      if (!isError(error) || error.name !== 'NotFoundError') {
        throw error;
      }
      await wait(LOOK_EVERY_MS);
    }
  }
  throw new NotFoundError(
    `The catalog does not hold ${ref}. Check that catalog.locations lists the file with this user and that the file is valid; the backend's log names files it could not read.`,
  );
}
