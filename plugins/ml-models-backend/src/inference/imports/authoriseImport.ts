import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request } from 'express';
import { authoriseCall } from '../../http/authoriseCall';
import { CallerAccess } from '../../http/CallerAccess';
import { callerRefOf } from '../../http/callerRefOf';
import { findBearer } from '../authoriseIngest';
import { explainNotCovered } from '../explainNotCovered';
import { IngestAuthoriser, IngestGrant } from '../IngestAuthoriser';
import { ModelReadAccess } from '../ModelReadAccess';

export interface ImportAuthorisers {
  access: ModelReadAccess;
  authoriser: IngestAuthoriser;
  callers: CallerAccess;
}

/**
 * Lets in whoever may send records by an ingest token, and whoever may import
 * records of the model.
 *
 * @throws AuthenticationError, NotAllowedError, NotFoundError
 */
export async function authoriseImport(
  { access, authoriser, callers }: ImportAuthorisers,
  request: Request,
  modelRef: string,
): Promise<IngestGrant> {
  const secret = findBearer(request);
  const grant = secret ? await authoriser.authorise(secret) : undefined;
  if (grant) {
    // Before the file: what is wrong with that helps nobody who may not send it.
    if (!(await grant.covers(modelRef))) {
      throw new NotAllowedError(explainNotCovered(modelRef));
    }
    return grant;
  }
  const credentials = await authenticate(callers, request);
  await authoriseCall(callers, {
    operation: operations.importRecords,
    credentials,
    getModelRef: async () => modelRef,
  });
  await access.assertReadable(credentials, modelRef);
  return {
    sender: callerRefOf(credentials),
    covers: async ref => ref === modelRef,
  };
}

/** Backstage speaks of its own tokens only. */
async function authenticate(callers: CallerAccess, request: Request) {
  try {
    return await callers.authenticate(request);
  } catch (error) {
    if (findBearer(request) && error instanceof AuthenticationError) {
      throw new AuthenticationError(
        "The token is wrong, revoked or expired: send an ingest token, which the page of the model makes, or a person's",
      );
    }
    throw error;
  }
}
