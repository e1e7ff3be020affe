import { Entity } from '@backstage/catalog-model';
import {
  isMlModelEntity,
  mlModelSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Ajv from 'ajv';
import { describeSchemaError } from './describeSchemaError';
import { findContradictoryReleases } from './findContradictoryReleases';
import { findContradictoryRetrain } from './findContradictoryRetrain';
import { findContradictoryServing } from './findContradictoryServing';
import { findContradictoryThresholds } from './findContradictoryThresholds';
import { findMisspeltFields } from './findMisspeltFields';

const validate = new Ajv({ allErrors: true, verbose: true }).compile(
  mlModelSchema,
);

/**
 * What makes the catalog refuse a model, for whoever has to say so.
 *
 * @returns a sentence without its full stop for every field that is wrong: its
 *   path, what was expected of it and what it holds. Empty for a valid model
 */
export function findModelProblems(entity: Entity): string[] {
  const isValid = validate(entity);
  return [
    ...(validate.errors ?? []).map(describeSchemaError),
    ...findMisspeltFields(entity.spec ?? {}),
    ...(isValid && isMlModelEntity(entity)
      ? [
          ...findContradictoryThresholds(entity),
          ...findContradictoryReleases(entity),
          ...findContradictoryRetrain(entity),
          ...findContradictoryServing(entity),
        ]
      : []),
  ];
}
