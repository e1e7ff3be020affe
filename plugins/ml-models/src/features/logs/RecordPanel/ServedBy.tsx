import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { ApprovedBy } from '../../../components/ApprovedBy/ApprovedBy';
import { shortSha } from '../../../components/CommitName/shortSha';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { useModelPath } from '../../../components/useModelPath/useModelPath';

/** Which version answered, the deployment that put it there, and who approved that. */
export function ServedBy(props: { record: InferenceDetail }) {
  const modelPath = useModelPath();
  const { modelRef, version, environment, deployment } = props.record;
  const { approval, requestedBy, endedAt, commit, status } = deployment ?? {};
  const isReleased = status === 'live' || status === 'rolled-back';
  return (
    <Typography variant="body2" component="div">
      <Link underline="always" to={modelPath(modelRef, 'versions')}>
        Version {version}
      </Link>
      {commit && (
        <>
          {' '}
          of commit <code>{shortSha(commit)}</code>
        </>
      )}
      {deployment ? (
        <>
          , {isReleased ? 'put into' : 'tried in'} {environment}
          {requestedBy && (
            <>
              {' '}
              by <Requester by={requestedBy} />
            </>
          )}
          {endedAt && (
            <>
              {' '}
              <RelativeTime time={endedAt} />
            </>
          )}
          {status === 'failed' || status === 'cancelled'
            ? ' and put back, '
            : ', '}
          {approval ? (
            <ApprovedBy approval={approval} />
          ) : (
            unapprovedWords(deployment)
          )}{' '}
          (
          <Link
            underline="always"
            to={`${modelPath(modelRef, 'versions')}?deployment=${
              deployment.id
            }`}
          >
            deployment
          </Link>
          ).
        </>
      ) : (
        <> in {environment}. It was not deployed from here.</>
      )}
      {tellEarlier(props.record)}
    </Typography>
  );
}

function unapprovedWords({
  observed,
}: NonNullable<InferenceDetail['deployment']>): string {
  return observed ? 'by its own pipeline' : 'which needed no approval';
}

/** @returns that a request was there before what is said to have answered it */
function tellEarlier({ time, replay, deployment }: InferenceDetail): string {
  if (replay) {
    return ' The request is of an earlier time: it was replayed.';
  }
  // Imported, or answered while the deployment was under way.
  const { endedAt } = deployment ?? {};
  return endedAt && Date.parse(endedAt) > Date.parse(time)
    ? ' The request is of an earlier time than that.'
    : '';
}
