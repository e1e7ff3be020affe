import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ML_MODEL_KIND } from '@noshelfware/backstage-plugin-ml-models-common';

/** Explains the input of that name. */
export const MODEL_REF_DESCRIPTION =
  'The model, by its name or entity ref: `flight-delay`, `default/flight-delay` or `mlmodel:default/flight-delay`.';

/**
 * @returns the ref as the catalog writes it
 * @throws InputError for a ref of another kind, or none at all
 */
export function parseModelRef(text: string): string {
  const ref = parse(text);
  if (ref.kind.toLowerCase() !== ML_MODEL_KIND.toLowerCase()) {
    throw new InputError(
      `modelRef: ${text} is a ${ref.kind}, expected a model such as mlmodel:default/flight-delay`,
    );
  }
  return stringifyEntityRef(ref);
}

function parse(text: string) {
  try {
    return parseEntityRef(text, {
      defaultKind: ML_MODEL_KIND,
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `modelRef: '${text}' is no entity ref, expected one such as mlmodel:default/flight-delay`,
    );
  }
}
