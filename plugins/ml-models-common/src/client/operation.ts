import { BasicPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { ModelPermission } from '../permissions/modelPermissions';
import { TokenPurpose } from '../wire/tokens';

/** The `:name` parts of a path, e.g. `'a' | 'b'` for `/x/:a/:b`. */
export type PathParameters<Path extends string> =
  Path extends `${string}:${infer Name}/${infer Rest}`
    ? Name | PathParameters<`/${Rest}`>
    : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** One call of the HTTP API, as server, client and OpenAPI document see it. */
export interface Operation<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/ml-models`. */
  path: Path;
  summary: string;
  query?: Query;
  body?: Body;
  /**
   * Media types of the body; default: `application/json` alone. The schema is
   * of JSON; other types hold the same in their own way.
   */
  bodyTypes?: readonly string[];
  /** Tokens of ours that are good for it; `only`: in place of Backstage's. */
  tokens?: { purpose: TokenPurpose; only: boolean };
  /**
   * What a caller of Backstage needs, at the model unless it is a basic one; null: to
   * see the model is enough.
   */
  permission: ModelPermission | BasicPermission | null;
  /** What some calls need in its place. */
  permissionWhen?: {
    permission: ModelPermission;
    applies(call: { query: z.output<Query>; body: z.output<Body> }): boolean;
  };
  /** Of a streamed answer: one item of the stream. */
  response: Response;
  /**
   * Media types of an answer that is streamed; default: one JSON document.
   * Read such an answer with {@link MlModelsClient.open}.
   */
  streams?: readonly string[];
}

export function operation<
  const Path extends string,
  Response extends z.ZodType,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(
  definition: Operation<Path, Query, Body, Response>,
): Operation<Path, Query, Body, Response> {
  return definition;
}

/** What a caller of `operation` gives. */
export type OperationInput<O extends Operation> = {
  [K in [PathParameters<O['path']>] extends [never] ? never : 'params']: Record<
    PathParameters<O['path']>,
    string | number
  >;
} & {
  [K in NonNullable<O['body']> extends z.ZodUndefined
    ? never
    : 'body']: z.input<NonNullable<O['body']>>;
} & {
  query?: NonNullable<O['query']> extends z.ZodUndefined
    ? never
    : z.input<NonNullable<O['query']>>;
};

export type OperationResponse<O extends Operation> = z.output<O['response']>;
