import { ErrorObject } from 'ajv';
import { closestField } from './closestField';

/** Longest value quoted back; a person recognises it by its beginning. */
const QUOTED_CHARACTERS_MAX = 60;

const TYPE_WORDS: Record<string, string> = {
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  object: 'a group of fields',
  string: 'a text',
};

/** What is wrong, by JSON schema keyword; the field's path comes before it. */
const PROBLEMS: Record<string, (error: ErrorObject) => string> = {
  additionalProperties: ({ params, parentSchema }) =>
    describeUnknownField(
      params.additionalProperty,
      Object.keys(parentSchema?.properties ?? {}),
    ),
  const: ({ params, data }) =>
    `must be ${quote(params.allowedValue)}; it is ${quote(data)}`,
  enum: ({ params, data }) =>
    `must be one of ${params.allowedValues.join(', ')}; it is ${quote(data)}`,
  exclusiveMinimum: ({ params, data }) =>
    `must be more than ${params.limit}; it is ${quote(data)}`,
  maximum: ({ params, data }) =>
    `must be at most ${params.limit}; it is ${quote(data)}`,
  minimum: ({ params, data }) =>
    `must be at least ${params.limit}; it is ${quote(data)}`,
  maxItems: ({ params, data }) =>
    `must name at most ${params.limit}; it names ${
      Array.isArray(data) && data.length
    }`,
  minItems: ({ params }) => `must name at least ${params.limit}; it is empty`,
  pattern: ({ parentSchema, data }) =>
    `must be ${parentSchema?.title}, such as ${parentSchema?.examples[0]}; ` +
    `it is ${quote(data)}`,
  required: ({ params, parentSchema }) =>
    `is required${hintFor(parentSchema?.properties[params.missingProperty])}`,
  type: ({ params, data }) =>
    `must be ${TYPE_WORDS[params.type]}; it is ${quote(data)}`,
  uniqueItems: ({ params, data }) =>
    `must name each only once; ${quote(
      Array.isArray(data) && data[params.j],
    )} is there twice`,
};

/**
 * @param error - of a validation with `verbose`
 * @returns a sentence without its full stop: the field's path, what was
 *   expected, and what the field holds
 */
export function describeSchemaError(error: ErrorObject): string {
  const describe = PROBLEMS[error.keyword];
  const problem = describe
    ? describe(error)
    : `${error.message}; it is ${quote(error.data)}`;
  return `${fieldPath(error)} ${problem}`;
}

/** @returns e.g. `spec.logging.redact[0].path` */
function fieldPath({ instancePath, params }: ErrorObject): string {
  const named = params.missingProperty ?? params.additionalProperty ?? '';
  return `${instancePath}/${named}`
    .split('/')
    .filter(Boolean)
    .map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

function describeUnknownField(field: string, known: string[]): string {
  const meant = closestField(field, known);
  return meant
    ? `is not a known field (did you mean ${meant}?)`
    : `is not a known field (known are ${known.join(', ')})`;
}

function hintFor(schema: { enum?: string[]; examples?: string[] }): string {
  if (schema.enum) {
    return `: one of ${schema.enum.join(', ')}`;
  }
  return schema.examples ? `, for example ${schema.examples[0]}` : '';
}

function quote(value: unknown): string {
  const text =
    typeof value === 'string' ? `'${value}'` : JSON.stringify(value) ?? 'unset';
  return text.length > QUOTED_CHARACTERS_MAX
    ? `${text.slice(0, QUOTED_CHARACTERS_MAX)}…`
    : text;
}
