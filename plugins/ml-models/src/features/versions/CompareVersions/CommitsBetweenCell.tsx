import { Link } from '@backstage/core-components';
import {
  Commit,
  CommitRange,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { useState } from 'react';
import { CommitName } from '../../../components/CommitName/CommitName';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { Subtle } from '../../../components/Subtle/Subtle';
import { commitWords } from './commitWords';
import { useCommitRange } from './useCommitRange';

export interface CommitsBetweenCellProps {
  model: EntityModel;
  /** Numbers of the two versions. */
  older: number;
  newer: number;
}

/** How many commits lie between two versions, and which; and where the forge shows them. */
export function CommitsBetweenCell(props: CommitsBetweenCellProps) {
  return (
    <QueryBoundary
      query={useCommitRange(props.model, props)}
      what="the commits"
      skeleton={<Skeleton variant="text" width={160} />}
    >
      {({ url, commits }: CommitRange) => (
        <>
          {commits
            ? commitWords(commits, props.older)
            : 'Which commits lie between is not known here'}
          {url && (
            <>
              {' · '}
              <Link to={url} underline="always">
                Compare on {new URL(url).host}
              </Link>
            </>
          )}
          {commits && <Commits {...commits} />}
        </>
      )}
    </QueryBoundary>
  );
}

/** As many as a small release has. */
const FIRST_SHOWN = 8;

function Commits(props: { newest: readonly Commit[]; ahead: number }) {
  const { newest, ahead } = props;
  const [all, setAll] = useState(false);
  const shown = all ? newest : newest.slice(0, FIRST_SHOWN);
  const hidden = newest.length - shown.length;
  return (
    <>
      {shown.map(commit => (
        <div key={commit.sha} title={commit.author}>
          <CommitName commit={commit} />
        </div>
      ))}
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCountOf(hidden, 'more commit')}
        </Button>
      )}
      {hidden === 0 && ahead > newest.length && (
        <Subtle variant="caption">
          {formatCountOf(ahead - newest.length, 'older commit')} not named here
        </Subtle>
      )}
    </>
  );
}
