import { ModelServing } from '@noshelfware/backstage-plugin-ml-models-common';
import Alert from '@material-ui/lab/Alert';
import { EntityModel } from '../EntityModel/entityModel';
import { Subtle } from '../Subtle/Subtle';
import { useOwnPipeline } from './useOwnPipeline';

export interface ServingNoteProps {
  model: EntityModel;
  serving: ModelServing;
}

/** Who deploys a model, if not the portal, and what stands in the way of either. */
export function ServingNote({ model, serving }: ServingNoteProps) {
  const ownPipeline = useOwnPipeline(model);
  return (
    <>
      {ownPipeline && (
        <Subtle paragraph>
          {ownPipeline} Versions and their shares of the requests are learnt
          from its inference records.
        </Subtle>
      )}
      {serving.problem && <Alert severity="warning">{serving.problem}</Alert>}
    </>
  );
}
