import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import Typography from '@material-ui/core/Typography';

/** Looks like any question for a text; what is particular is how it is checked. */
export function ModelNameField(props: FieldExtensionComponentProps<string>) {
  const { registry, schema } = props;
  const { StringField } = registry.fields;
  // A field of somebody's own has no label unless it makes one.
  const { 'ui:field': own, ...uiSchema } = props.uiSchema;
  return (
    <>
      <StringField {...props} uiSchema={uiSchema} />
      <Typography variant="caption" color="textSecondary" component="p">
        {schema.description}
      </Typography>
    </>
  );
}
