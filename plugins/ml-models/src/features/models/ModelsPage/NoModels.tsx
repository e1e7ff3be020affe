import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { createModelRouteRef } from '../../../routes';

/** Stands on the page while the catalog has no model at all. */
export function NoModels() {
  const createPath = useRouteRef(createModelRouteRef);
  return (
    <EmptyNote
      title="No models yet"
      action={
        createPath && (
          <LinkButton to={createPath()} variant="contained" color="primary">
            Create a model
          </LinkButton>
        )
      }
    >
      A model shows up here as soon as the catalog knows it. Create one from a
      template, or register a repository whose catalog-info.yaml holds an entity
      of kind MlModel.
    </EmptyNote>
  );
}
