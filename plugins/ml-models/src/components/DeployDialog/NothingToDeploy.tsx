import { EmptyNote } from '../EmptyNote/EmptyNote';
import { EntityModel } from '../EntityModel/entityModel';
import { SourceLocation } from '../SourceLocation/SourceLocation';

/** What is missing of a model that has neither a version to start nor a commit, and what to do. */
export function NothingToDeploy({ model }: { model: EntityModel }) {
  const { sourceLocation } = model;
  const annotation = <code>backstage.io/source-location</code>;
  return (
    <EmptyNote title="Nothing to deploy yet">
      {sourceLocation ? (
        <>
          {model.title} has no version that could be started, and no commit can
          be read from its repository,{' '}
          <SourceLocation location={sourceLocation} />. Create that repository
          and push the code to it, or correct the annotation {annotation} of its
          catalog-info.yaml.
        </>
      ) : (
        <>
          {model.title} has no version that could be started, and its entity
          names no repository. Name it in the annotation {annotation} of its
          catalog-info.yaml, and push the code there.
        </>
      )}
    </EmptyNote>
  );
}
