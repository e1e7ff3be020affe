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
  /** Three columns for a narrow place: what belongs together stands in one. */
  compact: boolean;
  onOpenDeployment: (id: string) => void;
}

/** One version that answered requests then. */
export function ServedThenRow({ compact, ...props }: ServedThenRowProps) {
  const { environment, version } = props;
  const number = `${version.version}${
    version.label ? ` (${version.label})` : ''
  }`;
  const share = <Share {...props} />;
  const commit = version.commit ? (
    <CommitName commit={version.commit} />
  ) : (
    `${compact ? 'commit ' : ''}not known`
  );
  const deployed = <Deployed {...props} />;
  const approved = <Approved deployment={version.deployment} />;
  const trainedOn = <TrainedOn data={version.trainedOn} />;
  if (compact) {
    return (
      <TableRow>
        <TableCell>
          {environment.name}
          <div>version {number}</div>
          {share}
        </TableCell>
        <TableCell>
          <div>{commit}</div>
          <div>{deployed}</div>
          {approved}
        </TableCell>
        <TableCell>{trainedOn}</TableCell>
      </TableRow>
    );
  }
  return (
    <TableRow>
      <TableCell>{environment.name}</TableCell>
      <TableCell>{number}</TableCell>
      <TableCell>{share}</TableCell>
      <TableCell>{commit}</TableCell>
      <TableCell>{deployed}</TableCell>
      <TableCell>{approved}</TableCell>
      <TableCell>{trainedOn}</TableCell>
    </TableRow>
  );
}

type PartProps = Omit<ServedThenRowProps, 'compact'>;

function Share({ environment: { lastChange }, version }: PartProps) {
  const { role, weight } = version;
  return (
    <>
      {formatNumber(weight)} %{role === 'canary' && ', canary'}
      {role === 'primary' && lastChange?.trigger === 'traffic' && (
        <Subtle variant="caption" component="div">
          set by <Doer of={lastChange} />
        </Subtle>
      )}
    </>
  );
}

function Deployed({ environment, version, onOpenDeployment }: PartProps) {
  const { deployment } = version;
  return (
    <>
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
    </>
  );
}

function Approved({ deployment }: { deployment: PastDeployment }) {
  const { approval, hold, trigger } = deployment;
  if (trigger === 'observed') {
    return <>not in the portal</>;
  }
  return (
    <>
      {approval ? <ApprovedBy approval={approval} /> : 'needed no approval'}
      {hold?.decision && hold.decidedBy && (
        <>
          ; held canary {hold.decision} by <Requester by={hold.decidedBy} />
        </>
      )}
    </>
  );
}

/** Who asked for a deployment, and when it was done or, of one that was tried, begun. */
function Doer({ of }: { of: PastDeployment }) {
  return (
    <>
      {of.requestedBy ? <Requester by={of.requestedBy} /> : unknownDoer(of)}{' '}
      <RelativeTime time={of.endedAt ?? of.createdAt} />
    </>
  );
}

function unknownDoer({ trigger }: PastDeployment): string {
  return trigger === 'observed' ? 'its own pipeline' : 'somebody';
}
