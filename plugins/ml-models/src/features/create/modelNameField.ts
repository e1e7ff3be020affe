import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { assertNameIsFree } from './assertNameIsFree';
import { ModelNameField } from './ModelNameField/ModelNameField';

/** What templates call it, in `ui:field`. */
export const MODEL_NAME_FIELD = 'MlModelName';

export const modelNameField = createFormField({
  name: MODEL_NAME_FIELD,
  component: ModelNameField,
  validation: assertNameIsFree,
});
