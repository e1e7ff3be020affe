import { stringifyEntityRef } from '@backstage/catalog-model';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';

/**
 * Tells while the form is filled in that a model's name is taken.
 *
 * A catalog that does not answer keeps nobody from going on: the template's first
 * step checks the name again, and models that one may not see as well.
 */
export const assertNameIsFree: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  if (!name) {
    return;
  }
  const ref = stringifyEntityRef({
    kind: 'MlModel',
    namespace: 'default',
    name,
  });
  // Asked as one of a list: a single one that is not there fails in the console.
  const found = await apiHolder
    .get(catalogApiRef)
    ?.getEntitiesByRefs({ entityRefs: [ref] })
    .catch(() => undefined);
  const taken = found?.items[0];
  if (taken) {
    const owner = taken.spec?.owner;
    const whose = typeof owner === 'string' ? ` It is owned by ${owner}.` : '';
    field.addError(
      `A model called ${name} is in the catalog already.${whose} Choose another name.`,
    );
  }
};
