import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  isMlModelEntity,
  mlModelSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Ajv from 'ajv';
import { describeSchemaError } from './describeSchemaError';
import { findContradictoryThresholds } from './findContradictoryThresholds';
import { findMisspeltFields } from './findMisspeltFields';

const validate = new Ajv({ allErrors: true, verbose: true }).compile(
  mlModelSchema,
);

/**
 * @throws InputError naming every field that is wrong, what was expected of it
 *   and what it holds
 */
export function assertValidMlModel(entity: Entity): void {
  const isValid = validate(entity);
  const complaints = [
    ...(validate.errors ?? []).map(describeSchemaError),
    ...findMisspeltFields(entity.spec ?? {}),
    ...(isValid && isMlModelEntity(entity)
      ? findContradictoryThresholds(entity)
      : []),
  ];
  if (complaints.length > 0) {
    throw new InputError(complaints.join('. '));
  }
}
