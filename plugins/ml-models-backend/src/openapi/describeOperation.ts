import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { DescribedSchemas } from './describeSchemas';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Path parameters that are numbers; the others are text. */
const NUMERIC_PARAMETERS = ['version', 'row'];

const JSON_TYPE = 'application/json';

/** Errors as Backstage answers them. */
const ERROR_SCHEMA = {
  type: 'object' as const,
  properties: {
    error: {
      type: 'object' as const,
      properties: {
        name: { type: 'string' as const },
        message: { type: 'string' as const },
      },
    },
  },
};

export function describeOperation(
  operation: Operation,
  schemas: DescribedSchemas,
) {
  const body = schemas.bodyOf(operation);
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.tokens ? { security: securityOf(operation.tokens) } : {}),
    parameters: [
      ...pathParameters(operation.path),
      ...queryParameters(schemas.queryOf(operation)),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: content(body, operation.bodyTypes),
          },
        }
      : {}),
    responses: {
      '2XX': {
        description: operation.summary,
        content: content(schemas.responseOf(operation), operation.streams),
      },
      ...refusal(operation),
      default: {
        description: 'What went wrong, in error.message',
        content: json(ERROR_SCHEMA),
      },
    },
  };
}

/** Who may not see the model at all gets a 404. */
function refusal({ permission, permissionWhen }: Operation) {
  const needed = [
    ...(permission ? [permission.name] : []),
    ...(permissionWhen
      ? [`${permissionWhen.permission.name} for some calls`]
      : []),
  ];
  return needed.length === 0
    ? {}
    : {
        403: {
          description: `Without the permission ${needed.join(', or ')}`,
          content: json(ERROR_SCHEMA),
        },
      };
}

function pathParameters(path: string) {
  return Array.from(path.matchAll(/:([a-zA-Z]+)/g), ([, name]) => ({
    in: 'path',
    name,
    required: true,
    schema: {
      type: NUMERIC_PARAMETERS.includes(name) ? 'integer' : 'string',
    },
  }));
}

function queryParameters(query: JsonSchema | undefined) {
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    in: 'query',
    name,
    required: query?.required?.includes(name) ?? false,
    ...(isPlain(schema) ? { schema } : { content: json(schema) }),
  }));
}

/** Lists and objects travel as JSON text. */
function isPlain(schema: JsonSchema | boolean): boolean {
  return (
    typeof schema !== 'boolean' &&
    schema.type !== 'array' &&
    schema.type !== 'object'
  );
}

function securityOf({ purpose, only }: NonNullable<Operation['tokens']>) {
  const own = { [`${purpose}Token`]: [] };
  return only ? [own] : [{ backstage: [] }, own];
}

function json(schema: JsonSchema | boolean) {
  return content(schema);
}

/** A stream is described by one of its items. */
function content(
  schema: JsonSchema | boolean,
  mediaTypes: readonly string[] = [JSON_TYPE],
) {
  return Object.fromEntries(mediaTypes.map(type => [type, { schema }]));
}
