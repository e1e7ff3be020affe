import { mlModelSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { closestField } from './closestField';

const KNOWN_FIELDS = Object.keys(mlModelSchema.properties.spec.properties);

/**
 * Fields that the schema does not know belong to somebody else, unless they
 * resemble a field of ours that is not there: `spec.risktier` would otherwise
 * leave a model without its risk tier, and nobody would notice.
 */
export function findMisspeltFields(spec: object): string[] {
  const given = Object.keys(spec);
  const absent = KNOWN_FIELDS.filter(field => !given.includes(field));
  return given
    .filter(field => !KNOWN_FIELDS.includes(field))
    .flatMap(field => {
      const meant = closestField(field, absent);
      return meant
        ? [`spec.${field} is not a known field (did you mean ${meant}?)`]
        : [];
    });
}
