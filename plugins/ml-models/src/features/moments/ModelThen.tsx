import Typography from '@material-ui/core/Typography';
import { ModelAt } from '@noshelfware/backstage-plugin-ml-models-common';
import { EmptyNote } from '../../components/EmptyNote/EmptyNote';
import { OwnerThen } from '../../components/OwnerThen/OwnerThen';
import { formatInstant } from '../../components/RelativeTime/formatInstant';
import { ServedThenTable } from './ServedThenTable';

export interface ModelThenProps {
  model: ModelAt;
  onOpenDeployment: (id: string) => void;
}

/** A model at a moment of the past: its owner, and what served. */
export function ModelThen({ model, onOpenDeployment }: ModelThenProps) {
  const { environments, knownSince, owner, time } = model;
  if (!owner && environments.every(({ lastChange }) => !lastChange)) {
    return (
      <EmptyNote title={`Nothing served at ${formatInstant(time)}`}>
        {knownSince
          ? `Nothing was deployed from here by then. The portal first saw the model at ${formatInstant(
              knownSince,
            )}: choose a later moment.`
          : 'The portal has seen nothing of the model yet.'}
      </EmptyNote>
    );
  }
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom>
        At {formatInstant(time)} the owner was <OwnerThen {...model} />.
      </Typography>
      <ServedThenTable
        environments={environments}
        onOpenDeployment={onOpenDeployment}
      />
    </>
  );
}
