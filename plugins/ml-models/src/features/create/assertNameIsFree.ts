import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { findModelNamed } from './findModelNamed';

/** Comes after the name of the question; the question itself says the rest. */
export const NAME_IS_TAKEN = 'is taken';

/**
 * Lets nobody go on with a model's name that is taken.
 *
 * A catalog that does not answer keeps nobody from going on: the template's first
 * step checks the name again, and models that one may not see as well.
 */
export const assertNameIsFree: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  const catalog = apiHolder.get(catalogApiRef);
  if (!name || !catalog) {
    return;
  }
  if (await findModelNamed(name, catalog).catch(() => undefined)) {
    field.addError(NAME_IS_TAKEN);
  }
};
