import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useModels } from '../useModels';
import { ModelsSkeleton } from './ModelsSkeleton';
import { ModelsBrowser } from './ModelsBrowser';
import { NoModels } from './NoModels';

/** Which models do we have, and which need someone? */
export function ModelsPage() {
  return (
    <QueryBoundary
      query={useModels()}
      what="the models"
      skeleton={<ModelsSkeleton />}
    >
      {({ items }) =>
        items.length ? <ModelsBrowser models={items} /> : <NoModels />
      }
    </QueryBoundary>
  );
}
