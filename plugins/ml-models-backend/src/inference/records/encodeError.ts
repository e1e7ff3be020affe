import { ReceptionError } from '../describeReceptionError';

/** An error as all routes of Backstage answer it. */
export function encodeError({ status, name, message }: ReceptionError) {
  return {
    type: 'application/json',
    body: Buffer.from(
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
    ),
  };
}
