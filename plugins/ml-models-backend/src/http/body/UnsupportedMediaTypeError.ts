import { CustomErrorBase } from '@backstage/errors';

/** A content type or encoding that is not understood. */
export class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  /** Read by Backstage's error middleware. */
  readonly statusCode = 415;
}
