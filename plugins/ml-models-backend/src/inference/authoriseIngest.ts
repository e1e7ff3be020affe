import { AuthenticationError } from '@backstage/errors';
import { Request } from 'express';
import { IngestAuthoriser, IngestGrant } from './IngestAuthoriser';

/** @throws AuthenticationError for a token that is missing, wrong or revoked */
export async function authoriseIngest(
  authoriser: IngestAuthoriser,
  request: Request,
): Promise<IngestGrant> {
  const secret = findBearer(request);
  const grant = secret ? await authoriser.authorise(secret) : undefined;
  if (!grant) {
    throw new AuthenticationError(
      secret
        ? 'The ingest token is wrong or revoked: make one on the page of the model'
        : 'An ingest token is missing: send it as Authorization: Bearer <token>',
    );
  }
  return grant;
}

export function findBearer({ headers }: Request): string | undefined {
  const [, secret] =
    /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '') ?? [];
  return secret;
}
