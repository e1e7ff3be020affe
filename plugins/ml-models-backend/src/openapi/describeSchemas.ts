import * as common from '@noshelfware/backstage-plugin-ml-models-common';
import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface DescribedSchemas {
  components: Record<string, JsonSchema>;
  responseOf(operation: Operation): JsonSchema;
  bodyOf(operation: Operation): JsonSchema | undefined;
  queryOf(operation: Operation): JsonSchema | undefined;
}

/**
 * What goes in and what comes out differ where a field has a default, so each
 * schema is described for its direction.
 */
export function describeSchemas(operations: Operation[]): DescribedSchemas {
  const answers = z.registry<{ id: string }>();
  const requests = z.registry<{ id: string }>();
  for (const [name, schema] of namedSchemas()) {
    answers.add(schema, { id: name });
  }
  // The only one that refers to itself, which an unnamed schema cannot.
  requests.add(common.recordedValueSchema, { id: 'RecordedValueInput' });
  for (const { id, response, body, query } of operations) {
    if (!answers.has(response)) {
      answers.add(response, { id: `${capitalise(id)}Response` });
    }
    for (const [schema, suffix] of [
      [body, 'Request'],
      [query, 'Query'],
    ] satisfies Array<[z.ZodType | undefined, string]>) {
      if (schema && !requests.has(schema)) {
        requests.add(schema, { id: `${capitalise(id)}${suffix}` });
      }
    }
  }
  const components = {
    ...toComponents(answers, 'output'),
    ...toComponents(requests, 'input'),
  };
  const idOf = (schema: z.ZodType | undefined) =>
    schema && requests.get(schema)?.id;
  return {
    components,
    responseOf: ({ response }) => reference(answers.get(response)?.id ?? ''),
    bodyOf: ({ body }) => {
      const id = idOf(body);
      return id === undefined ? undefined : reference(id);
    },
    queryOf: ({ query }) => components[idOf(query) ?? ''],
  };
}

/** All schemas of the wire, by the name of their type. */
function namedSchemas(): Array<[string, z.ZodType]> {
  return Object.entries(common).flatMap(([name, value]) =>
    name.endsWith('Schema') && value instanceof z.ZodType
      ? [[capitalise(name.slice(0, -'Schema'.length)), value]]
      : [],
  );
}

function toComponents(
  registry: z.core.$ZodRegistry<{ id: string }>,
  io: 'input' | 'output',
): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: id => reference(id).$ref,
    unrepresentable: 'any',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [
      name,
      schema,
    ]),
  );
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
