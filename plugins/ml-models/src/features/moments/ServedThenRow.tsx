import Link from '@material-ui/core/Link';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  EnvironmentAt,
  PastDeployment,
  PastServedVersion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ApprovedBy } from '../../components/ApprovedBy/ApprovedBy';
import { CommitName } from '../../components/CommitName/CommitName';
import { formatNumber } from '../../components/formatNumber/formatNumber';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Requester } from '../../components/Requester/Requester';
import { Subtle } from '../../components/Subtle/Subtle';
import { TrainedOn } from './TrainedOn';

export interface ServedThenRowProps {
  environment: EnvironmentAt;
  version: PastServedVersion;
  onOpenDeployment: (id: string) => void;
}

/** One version that answered requests then. */
export function ServedThenRow(props: ServedThenRowProps) {
  const { environment, version, onOpenDeployment } = props;
  const { commit, deployment, label, role, weight } = version;
  const { lastChange } = environment;
  return (
    <TableRow>
      <TableCell>{environment.name}</TableCell>
      <TableCell>
        {version.version}
        {label && ` (${label})`}
      </TableCell>
      <TableCell>
        {formatNumber(weight)} %{role === 'canary' && ', canary'}
        {role === 'primary' && lastChange?.trigger === 'traffic' && (
          <Subtle variant="caption" component="div">
            set by <Doer of={lastChange} />
          </Subtle>
        )}
      </TableCell>
      <TableCell>
        {commit ? <CommitName commit={commit} /> : 'not known'}
      </TableCell>
      <TableCell>
        <Link
          component="button"
          variant="body2"
          underline="always"
          onClick={() => onOpenDeployment(deployment.id)}
          aria-label={`Deployment of version ${version.version} to ${environment.name}`}
        >
          {deployment.trigger === 'rollback' ? 'Rolled back' : 'Deployed'}
        </Link>{' '}
        by <Doer of={deployment} />
      </TableCell>
      <TableCell>
        {deployment.approval ? (
          <ApprovedBy approval={deployment.approval} />
        ) : (
          'needed no approval'
        )}
        {deployment.hold?.decision && deployment.hold.decidedBy && (
          <>
            ; held canary {deployment.hold.decision} by{' '}
            <Requester by={deployment.hold.decidedBy} />
          </>
        )}
      </TableCell>
      <TableCell>
        <TrainedOn data={version.trainedOn} />
      </TableCell>
    </TableRow>
  );
}

/** Who asked for a deployment, and when it was done or, of one that was tried, begun. */
function Doer({ of }: { of: PastDeployment }) {
  return (
    <>
      {of.requestedBy ? <Requester by={of.requestedBy} /> : 'somebody'}{' '}
      <RelativeTime time={of.endedAt ?? of.createdAt} />
    </>
  );
}
