import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  INTEGER_MAX,
  PathParameters,
  queriedVersionSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** Path parameters that are not just text, by name. */
const typedPathParameters = {
  version: queriedVersionSchema,
  row: z.coerce.number().int().nonnegative().max(INTEGER_MAX),
};
type TypedPathParameters = typeof typedPathParameters;

/** The parameters of a path, each of the type its name stands for. */
export type ParsedPathParameters<Path extends string> = {
  [Name in PathParameters<Path>]: Name extends keyof TypedPathParameters
    ? z.output<TypedPathParameters[Name]>
    : string;
};

export const pathParametersSchema = z
  .looseObject(typedPathParameters)
  .partial();

/** @returns the ref as the catalog writes it: lower case, with its namespace */
export function modelRefOf(params: { namespace: string; name: string }) {
  return stringifyEntityRef({ kind: 'MlModel', ...params });
}
