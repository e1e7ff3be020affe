import {
  Operation,
  toPathAndQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { http, HttpHandler, HttpResponse } from 'msw';
import { z } from 'zod';

/** Where the test app's discovery finds the backend. */
export const TEST_API_URL = 'http://localhost:7007/api/ml-models';

/** @returns where the test app calls an operation, e.g. to wait for the call */
export function operationUrl(
  operation: Operation,
  params: Record<string, string | number> = {},
): string {
  return `${TEST_API_URL}${toPathAndQuery(operation, { params })}`;
}

/** @returns a handler that answers an operation, for any parameters, with `body` */
export function answer<O extends Operation>(
  operation: O,
  body: z.input<O['response']>,
): HttpHandler {
  return http[operation.method](`${TEST_API_URL}${operation.path}`, () =>
    HttpResponse.json(operation.response.parse(body) ?? null),
  );
}

/** @returns a handler that answers as the backend's error middleware does */
export function answerError(
  operation: Operation,
  statusCode: number,
  message: string,
): HttpHandler {
  return http[operation.method](`${TEST_API_URL}${operation.path}`, () =>
    HttpResponse.json(
      {
        error: { name: 'Error', message },
        response: { statusCode },
      },
      { status: statusCode },
    ),
  );
}

/** @returns a handler that never answers: what is being loaded stays so */
export function answerNever(operation: Operation): HttpHandler {
  return http[operation.method](
    `${TEST_API_URL}${operation.path}`,
    () => new Promise<never>(() => {}),
  );
}
