import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect } from 'react';
import { ModelsQueryProvider } from '../../../api/ModelsQueryProvider';
import { NAME_IS_TAKEN } from '../assertNameIsFree';
import { DescribedInput } from './DescribedInput';
import { TakenName } from './TakenName';
import { malformedName } from './malformedName';
import { useModelNamed } from './useModelNamed';
import { useSettled } from './useSettled';

type ModelNameFieldProps = FieldExtensionComponentProps<string>;

/**
 * Looks like any question for a text, and says while one writes that the name is
 * taken or none. A template that asks it with `ui:hideError: true` has nothing said twice.
 */
export function ModelNameField(props: ModelNameFieldProps) {
  return (
    <ModelsQueryProvider>
      <NameInput {...props} />
    </ModelsQueryProvider>
  );
}

function NameInput(props: ModelNameFieldProps) {
  const { formData = '', hideError, idSchema, registry, schema } = props;
  const { StringField } = registry.fields;
  const id = idSchema.$id;
  const taken = useModelNamed(formData);
  const settled = useSettled(formData);
  const malformed =
    settled === formData
      ? malformedName(formData, {
          name: props.name,
          schema,
          page: registry.rootSchema,
        })
      : undefined;
  // Of a name that was taken at the last Next the form says so until the next one.
  const told = props.rawErrors?.filter(error => error !== NAME_IS_TAKEN) ?? [];
  const wrong = malformed ? [malformed] : told;
  const said = props.rawErrors?.join() ?? '';
  useEffect(() => {
    // The button that was pressed is a page further down.
    if (said) {
      document.getElementById(id)?.focus();
    }
  }, [said, id]);
  // A field of somebody's own has no label unless it makes one.
  const { 'ui:field': own, ...uiSchema } = props.uiSchema;
  return (
    <DescribedInput
      id={id}
      caption={schema.description}
      problem={
        taken ? <TakenName model={taken} /> : hideError && wrong.join('. ')
      }
      helpId={uiSchema['ui:help'] ? `${id}__help` : undefined}
    >
      <StringField
        {...props}
        uiSchema={uiSchema}
        rawErrors={taken ? [NAME_IS_TAKEN] : wrong}
      />
    </DescribedInput>
  );
}
