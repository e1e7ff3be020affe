import Button from '@material-ui/core/Button';
import { useModelAt } from '../../api/useModelAt';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../components/QueryBoundary/QueryBoundary';
import { Section } from '../../components/Section/Section';
import { Subtle } from '../../components/Subtle/Subtle';
import { TableSkeleton } from '../../components/TableSkeleton/TableSkeleton';
import { ModelThen } from '../../features/moments/ModelThen';
import { MomentForm } from '../../features/moments/MomentForm';
import { useVersionsView } from './useVersionsView';

/** What served at any moment of the past, and who owned the model then. */
export function MomentSection({ model }: { model: EntityModel }) {
  const [{ at }, setView] = useVersionsView();
  return (
    <Section
      // A link to a moment brings it into view.
      key={at}
      opened={at !== undefined}
      title="At a moment of the past"
      action={
        at && (
          <Button size="small" onClick={() => setView({ at: undefined })}>
            Close the moment
          </Button>
        )
      }
    >
      <MomentForm at={at} onShow={moment => setView({ at: moment })} />
      {at ? (
        <ShownMoment model={model} at={at} />
      ) : (
        <Subtle>
          Who owned the model then, and what answered in each environment:
          deployed and approved by whom, from which commit, trained on what.
        </Subtle>
      )}
    </Section>
  );
}

function ShownMoment({ model, at }: { model: EntityModel; at: string }) {
  const [, setView] = useVersionsView();
  return (
    <QueryBoundary
      query={useModelAt(model, at)}
      what="what served then"
      skeleton={<TableSkeleton rows={3} columns={7} />}
    >
      {then => (
        <ModelThen
          model={then}
          onOpenDeployment={deployment =>
            setView({ deployment, step: undefined })
          }
        />
      )}
    </QueryBoundary>
  );
}
