import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ModelsQueryProvider } from '../../../api/ModelsQueryProvider';
import { NAME_IS_TAKEN } from '../assertNameIsFree';
import { DescribedInput } from './DescribedInput';
import { TakenName } from './TakenName';
import { useModelNamed } from './useModelNamed';

type ModelNameFieldProps = FieldExtensionComponentProps<string>;

/**
 * Looks like any question for a text, and says while one writes that the name is
 * taken. A template that asks it with `ui:hideError: true` has nothing said twice.
 */
export function ModelNameField(props: ModelNameFieldProps) {
  return (
    <ModelsQueryProvider>
      <NameInput {...props} />
    </ModelsQueryProvider>
  );
}

function NameInput(props: ModelNameFieldProps) {
  const { formData = '', idSchema, rawErrors, registry, schema } = props;
  const { StringField } = registry.fields;
  const taken = useModelNamed(formData);
  // A field of somebody's own has no label unless it makes one.
  const { 'ui:field': own, ...uiSchema } = props.uiSchema;
  return (
    <DescribedInput
      id={idSchema.$id}
      caption={schema.description}
      problem={taken && <TakenName model={taken} />}
      helpId={uiSchema['ui:help'] ? `${idSchema.$id}__help` : undefined}
    >
      <StringField
        {...props}
        uiSchema={uiSchema}
        rawErrors={taken ? [NAME_IS_TAKEN] : withoutTaken(rawErrors)}
      />
    </DescribedInput>
  );
}

/** The form keeps what was said at the last Next until the next one. */
function withoutTaken(errors: string[] = []): string[] {
  return errors.filter(error => error !== NAME_IS_TAKEN);
}
