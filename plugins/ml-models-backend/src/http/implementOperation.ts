import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { admitCall, AdmittedOperation, assertGuarded } from './admitCall';
import { CallerCredentials } from './CallerAccess';
import { OperationCall, readOperationCall } from './readOperationCall';

export interface OperationImplementation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Caller,
> {
  router: Router;
  operation: Operation<Path, Query, Body, Response>;
  /** Status of the answer; default: 200. */
  status?: 200 | 201;
  /** Default: 1 MiB. */
  bodyLimitBytes?: number;
  handle(
    call: OperationCall<Path, Query, Body, Caller>,
  ): Promise<z.input<Response>>;
}

/** Serves an operation of the HTTP API to users and services of Backstage. */
export function implementOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(
  options: OperationImplementation<
    Path,
    Query,
    Body,
    Response,
    CallerCredentials
  > &
    AdmittedOperation<Path, Query, Body>,
): void {
  assertGuarded(options);
  const { router, operation, status = 200, handle } = options;
  router[operation.method](operation.path, async (request, response) => {
    const call = await admitCall(options, request, response);
    response.status(status).json(await handle(call));
  });
}

/** As `implementOperation`, for a route that checks its callers itself. */
export function bindOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Caller,
>(
  options: OperationImplementation<Path, Query, Body, Response, Caller> & {
    /** @throws AuthenticationError */
    authenticate(request: Request): Promise<Caller>;
  },
): void {
  const { router, operation, status = 200, authenticate, handle } = options;
  router[operation.method](operation.path, async (request, response) => {
    const credentials = await authenticate(request);
    const call = await readOperationCall(options, request, response);
    response.status(status).json(await handle({ ...call, credentials }));
  });
}
