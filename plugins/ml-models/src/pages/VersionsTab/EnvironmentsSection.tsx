import Skeleton from '@material-ui/lab/Skeleton';
import { useModelStatus } from '../../api/useModelStatus';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../components/QueryBoundary/QueryBoundary';
import { EnvironmentFlow } from '../../features/environments/EnvironmentFlow/EnvironmentFlow';
import { useVersionsView } from './useVersionsView';

export function EnvironmentsSection({ model }: { model: EntityModel }) {
  const [, setView] = useVersionsView();
  return (
    <QueryBoundary
      query={useModelStatus(model)}
      what="the environments"
      skeleton={<Skeleton variant="rect" height={168} />}
    >
      {status => (
        <EnvironmentFlow
          model={model}
          status={status}
          onOpenDeployment={deployment =>
            setView({ deployment, step: undefined })
          }
        />
      )}
    </QueryBoundary>
  );
}
