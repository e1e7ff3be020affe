import { NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import { BareRepository } from './BareRepository';
import { formatRepositoryName, RawLocation } from './repositoryName';

/**
 * Sends one file. Always as plain text or bytes, sandboxed: a page from a
 * repository must not run as a page of the portal.
 *
 * @throws NotFoundError saying whether branch or file is missing; InputError for a
 *   file that is too large to be sent in one piece
 */
export async function sendRawFile(options: {
  request: Request;
  response: Response;
  raw: RawLocation;
  repository: BareRepository;
}): Promise<void> {
  const { request, response, raw, repository } = options;
  const commit = await repository.findCommit(raw.revision);
  if (!commit) {
    throw new NotFoundError(
      `${formatRepositoryName(raw)} has no branch '${raw.revision}'.`,
    );
  }
  const file = await repository.findFile(commit, raw.path);
  if (!file) {
    throw new NotFoundError(
      `${formatRepositoryName(raw)} has no file '${raw.path}' on '${
        raw.revision
      }'.`,
    );
  }
  const etag = `"${file.id}"`;
  response.set({
    etag,
    'cache-control': 'no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  // Not `request.fresh`: fetch sends `cache-control: no-cache` beside the etag.
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end();
    return;
  }
  const content = await repository.readContent(file);
  response
    .type(isText(content) ? 'text/plain' : 'application/octet-stream')
    .send(content);
}

/** As git itself decides: text holds no NUL in its first 8,000 bytes. */
function isText(content: Buffer): boolean {
  return !content.subarray(0, 8000).includes(0);
}
