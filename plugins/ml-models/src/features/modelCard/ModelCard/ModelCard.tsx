import { InfoCard } from '@backstage/core-components';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useModelCard } from '../useModelCard';
import { ModelCardContent } from './ModelCardContent';
import { ModelCardSkeleton } from './ModelCardSkeleton';

/** What is it for, and what not? */
export function ModelCard() {
  return (
    <InfoCard title="Model card">
      <QueryBoundary
        query={useModelCard(useEntityModel())}
        what="the model card"
        skeleton={<ModelCardSkeleton />}
      >
        {card =>
          card.state === 'found' ? (
            <ModelCardContent card={card} />
          ) : (
            <EmptyNote title="No model card">{card.reason}</EmptyNote>
          )
        }
      </QueryBoundary>
    </InfoCard>
  );
}
