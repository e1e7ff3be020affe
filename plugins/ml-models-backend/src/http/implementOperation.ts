import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Response, Router } from 'express';
import { z } from 'zod';
import { ParsedPathParameters, pathParametersSchema } from './pathParameters';
import { parseRequestPart } from './parseRequestPart';
import { readJsonBody } from './readJsonBody';

export type CallerCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** A call that has been authenticated and checked against its schemas. */
export interface OperationCall<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Caller = CallerCredentials,
> {
  params: ParsedPathParameters<Path>;
  query: z.output<Query>;
  body: z.output<Body>;
  credentials: Caller;
  request: Request;
}

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
  /** @throws AuthenticationError */
  authenticate(request: Request): Promise<Caller>;
  handle(
    call: OperationCall<Path, Query, Body, Caller>,
  ): Promise<z.input<Response>>;
}

/** What people and forms send stays far below. */
const DEFAULT_BODY_LIMIT_BYTES = 1024 * 1024;

/** Serves an operation of the HTTP API to users and services of Backstage. */
export function implementOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(
  options: Omit<
    OperationImplementation<Path, Query, Body, Response, CallerCredentials>,
    'authenticate'
  > & { httpAuth: HttpAuthService },
): void {
  bindOperation({
    ...options,
    authenticate: request =>
      options.httpAuth.credentials(request, { allow: ['user', 'service'] }),
  });
}

/** As `implementOperation`, for a route that checks its callers itself. */
export function bindOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Caller,
>(options: OperationImplementation<Path, Query, Body, Response, Caller>): void {
  const { router, operation, status = 200, authenticate, handle } = options;
  router[operation.method](operation.path, async (request, response) => {
    const credentials = await authenticate(request);
    const call = await readOperationCall(options, request, response);
    response.status(status).json(await handle({ ...call, credentials }));
  });
}

/**
 * @returns what the operation's schemas make of a request
 * @throws InputError naming the field that does not fit
 */
export async function readOperationCall<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(
  options: {
    operation: Operation<Path, Query, Body>;
    bodyLimitBytes?: number;
  },
  request: Request,
  response: Response,
): Promise<Omit<OperationCall<Path, Query, Body>, 'credentials'>> {
  const { operation } = options;
  if (operation.body) {
    await readJsonBody(
      request,
      response,
      options.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES,
    );
  }
  return {
    params: parsePathParameters(request.params),
    query: parseOptional(operation.query, request.query, 'query'),
    body: parseOptional(operation.body, request.body, 'body'),
    request,
  };
}

/*
 * Overloads, because TypeScript cannot see that express fills in every
 * parameter of the path it matched, nor that an operation without a schema has
 * the type of `undefined` there.
 */
function parsePathParameters<Path extends string>(
  params: unknown,
): ParsedPathParameters<Path>;
function parsePathParameters(params: unknown): unknown {
  return parseRequestPart(pathParametersSchema, params, 'path');
}

function parseOptional<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
  where: string,
): z.output<Schema>;
function parseOptional(
  schema: z.ZodType | undefined,
  value: unknown,
  where: string,
): unknown {
  return schema && parseRequestPart(schema, value, where);
}
