import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Response } from 'express';
import { z } from 'zod';
import { CallerCredentials } from './CallerAccess';
import { ParsedPathParameters, pathParametersSchema } from './pathParameters';
import { parseQuery } from './parseQuery';
import { parseRequestPart } from './parseRequestPart';
import { readJsonBody } from './readJsonBody';

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

/** What people and forms send stays far below. */
const DEFAULT_BODY_LIMIT_BYTES = 1024 * 1024;

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
    query: parseTypedQuery(operation.query, request.query),
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

function parseTypedQuery<Schema extends z.ZodType>(
  schema: Schema | undefined,
  query: object,
): z.output<Schema>;
function parseTypedQuery(
  schema: z.ZodType | undefined,
  query: object,
): unknown {
  return parseQuery(schema, query);
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
