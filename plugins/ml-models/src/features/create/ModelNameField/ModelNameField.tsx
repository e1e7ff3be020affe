import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DescribedInput } from './DescribedInput';

/** Looks like any question for a text; what is particular is how it is checked. */
export function ModelNameField(props: FieldExtensionComponentProps<string>) {
  const { registry, schema, idSchema } = props;
  const { StringField } = registry.fields;
  // A field of somebody's own has no label unless it makes one.
  const { 'ui:field': own, ...uiSchema } = props.uiSchema;
  return (
    <DescribedInput
      captionId={`${idSchema.$id}-caption`}
      caption={schema.description}
    >
      <StringField {...props} uiSchema={uiSchema} />
    </DescribedInput>
  );
}
