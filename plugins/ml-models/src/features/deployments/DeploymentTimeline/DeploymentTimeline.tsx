import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { ApprovedBy } from '../../../components/ApprovedBy/ApprovedBy';
import { CommitName } from '../../../components/CommitName/CommitName';
import { deploymentSeconds } from '../../../components/deploymentSeconds/deploymentSeconds';
import { Subtle } from '../../../components/Subtle/Subtle';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { DeploymentOutcome, IsLive } from '../DeploymentOutcome';
import { LeadTime } from '../LeadTime';
import { deploymentTitle, TRIGGER_WORDS } from '../deploymentWords';

/** Deployments shown before one asks for more. */
const FIRST_SHOWN = 8;

/** What took less had nothing to do but to wait. */
const MIN_TOLD_SECONDS = 1;

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  deployment: {
    position: 'relative',
    padding: theme.spacing(0.75, 1),
    borderLeft: `2px solid ${theme.palette.divider}`,
    '&:hover': { backgroundColor: theme.palette.action.hover },
    // Above what opens the deployment, which covers all of it.
    '& a': { position: 'relative', zIndex: 1 },
  },
  chosen: {
    borderLeftColor: theme.palette.primary.main,
    backgroundColor: theme.palette.background.paper,
  },
  commit: {
    ...theme.typography.body2,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  approval: { '&::first-letter': { textTransform: 'uppercase' } },
  head: {
    // So that what covers the deployment is as large as that.
    position: 'static',
    ...theme.typography.body2,
    width: '100%',
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    textAlign: 'left',
    '&::after': { content: '""', position: 'absolute', inset: 0 },
    '&:focus-visible::after': {
      outline: `2px solid ${theme.palette.primary.main}`,
    },
  },
}));

export interface DeploymentTimelineProps {
  /** Newest first. */
  deployments: readonly DeploymentSummary[];
  /** Whether there is anything to deploy, as far as is known. */
  deployable: boolean;
  /** Whether its own pipeline deploys the model. */
  observed: boolean;
  /** Whether others were left out. */
  filtered: boolean;
  isLive: IsLive;
  /** Shows the page before these in time; absent where there is none. */
  onOlder?: () => void;
  /** Shows the newest ones; absent where these are. */
  onNewest?: () => void;
  /** The one whose steps are shown. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function howToBegin({
  deployable,
  observed,
}: Pick<DeploymentTimelineProps, 'deployable' | 'observed'>): string {
  if (observed) {
    return 'They are learnt from inference records, and none has come yet.';
  }
  return deployable
    ? 'Press Deploy, or push to the default branch of the repository.'
    : 'There is nothing to deploy yet: a version or a commit comes first.';
}

/** What was deployed where, when, by whom and with which outcome. */
export function DeploymentTimeline(props: DeploymentTimelineProps) {
  const { deployments, chosen, onChoose, onOlder, onNewest } = props;
  const classes = useStyles();
  const [all, setAll] = useState(false);
  // Whoever has turned a page wants to read it.
  const shown =
    all || onNewest ? deployments : deployments.slice(0, FIRST_SHOWN);
  const more = shown.length < deployments.length ? () => setAll(true) : onOlder;
  if (deployments.length === 0) {
    return props.filtered ? (
      <EmptyNote title="No such deployments">
        Choose any environment and any outcome to see all of them.
      </EmptyNote>
    ) : (
      <EmptyNote title="No deployments yet">{howToBegin(props)}</EmptyNote>
    );
  }
  return (
    <>
      <ol className={classes.root} aria-label="Deployments">
        {shown.map(deployment => (
          <li
            key={deployment.id}
            className={`${classes.deployment} ${
              deployment.id === chosen ? classes.chosen : ''
            }`}
          >
            <ButtonBase
              className={classes.head}
              aria-pressed={deployment.id === chosen}
              onClick={() => onChoose(deployment.id)}
            >
              <span>{deploymentTitle(deployment)}</span>{' '}
              <DeploymentOutcome
                deployment={deployment}
                isLive={props.isLive}
              />
            </ButtonBase>
            {deployment.commit && (
              <span
                className={classes.commit}
                title={deployment.commit.message}
              >
                <CommitName commit={deployment.commit} />
              </span>
            )}
            <DeploymentFacts deployment={deployment} />
            {deployment.approval?.decision && (
              <Subtle
                variant="caption"
                component="p"
                className={classes.approval}
              >
                <ApprovedBy approval={deployment.approval} />
              </Subtle>
            )}
          </li>
        ))}
      </ol>
      {onNewest && (
        <Button size="small" onClick={onNewest}>
          Show the newest
        </Button>
      )}
      {more && (
        <Button size="small" onClick={more}>
          Show older deployments
        </Button>
      )}
    </>
  );
}

function DeploymentFacts({ deployment }: { deployment: DeploymentSummary }) {
  const { createdAt, reason, trigger, requestedBy } = deployment;
  const seconds = deploymentSeconds(deployment);
  return (
    <Subtle variant="caption" component="p">
      <RelativeTime time={createdAt} /> {TRIGGER_WORDS[trigger]}
      {seconds !== undefined &&
        seconds >= MIN_TOLD_SECONDS &&
        `, took ${formatDurationSeconds(seconds)}`}
      <LeadTime deployment={deployment} before=", " />
      {requestedBy && (
        // Last: a line may break behind a person's link, before a comma too.
        <>
          {', by '}
          <Requester by={requestedBy} />
        </>
      )}
      {reason && `. ${reason}`}
    </Subtle>
  );
}
