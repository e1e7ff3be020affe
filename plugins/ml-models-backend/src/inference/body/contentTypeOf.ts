import { IncomingMessage } from 'http';

/** @returns the media type in lower case, without parameters; empty when there is none */
export function contentTypeOf({
  headers,
}: Pick<IncomingMessage, 'headers'>): string {
  const [contentType] = (headers['content-type'] ?? '').split(';');
  return contentType.trim().toLocaleLowerCase('en-US');
}
