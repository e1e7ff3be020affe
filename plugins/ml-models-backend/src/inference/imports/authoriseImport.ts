import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Request } from 'express';
import { callerRefOf } from '../../http/callerRefOf';
import { findBearer } from '../authoriseIngest';
import { IngestAuthoriser, IngestGrant } from '../IngestAuthoriser';
import { ModelReadAccess } from '../ModelReadAccess';

export interface ImportAuthorisers {
  access: ModelReadAccess;
  authoriser: IngestAuthoriser;
  httpAuth: HttpAuthService;
}

/**
 * Lets in whoever may send records by an ingest token, and whoever may make such
 * a token for the model.
 *
 * @throws AuthenticationError, NotAllowedError, NotFoundError
 */
export async function authoriseImport(
  { access, authoriser, httpAuth }: ImportAuthorisers,
  request: Request,
  modelRef: string,
): Promise<IngestGrant> {
  const secret = findBearer(request);
  const grant = secret ? await authoriser.authorise(secret) : undefined;
  if (grant) {
    return grant;
  }
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  await access.assertReadable(credentials, modelRef);
  return {
    sender: callerRefOf(credentials),
    covers: async ref => ref === modelRef,
  };
}
