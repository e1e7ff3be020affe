import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @param signature - of `X-Hub-Signature-256`, `sha256=<hex>`
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSignedBy(
  secret: string,
  { body, signature }: { body: Buffer; signature: string | undefined },
): boolean {
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  const given = Buffer.from(signature ?? '');
  const wanted = Buffer.from(`sha256=${expected}`);
  // Lengths are no secret.
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
