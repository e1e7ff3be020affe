import { CustomErrorBase } from '@backstage/errors';

/** More than one request may hold; sending the same again will not help. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  /** Read by Backstage's error middleware. */
  readonly statusCode = 413;
}
