import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { useModelAt } from '../../../api/useModelAt';
import { OwnerThen } from '../../../components/OwnerThen/OwnerThen';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { ModelParams } from '../api/ModelParams';

/** Who owned the model when a request was answered, and where all of it is told. */
export function RecordOwner(props: {
  params: ModelParams;
  record: InferenceDetail;
}) {
  const modelPath = useModelPath();
  const { modelRef, replay, receivedAt, time } = props.record;
  // A replayed record tells of another time than that of its answer.
  const at = replay ? receivedAt : time;
  return (
    <QueryBoundary
      query={useModelAt(props.params, at)}
      what="the owner then"
      skeleton={<Skeleton width={240} />}
    >
      {model => (
        <Typography variant="body2" component="div">
          <OwnerThen {...model} /> (
          <Link
            underline="always"
            to={`${modelPath(modelRef, 'versions')}?at=${at}`}
          >
            what served then
          </Link>
          ).
        </Typography>
      )}
    </QueryBoundary>
  );
}
