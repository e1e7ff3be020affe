import {
  EnvironmentStatus,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { servingWords } from '../servingWords';

const useStyles = makeStyles({
  /** The name of an environment may take two lines, its usual words one. */
  serving: { whiteSpace: 'normal', minWidth: 144 },
});

export interface StateCellProps {
  version: Version;
  /** What each of them runs, as far as is known. */
  environments: readonly EnvironmentStatus[];
}

/** Where a version serves and as what, and where it waits to. */
export function StateCell({ version, environments }: StateCellProps) {
  const classes = useStyles();
  const serving = servingWords(version, environments);
  return (
    <>
      {serving.map(state => (
        <div key={state.word}>
          <StatusWord {...state} className={classes.serving} />
        </div>
      ))}
      {version.gatePassed === false && (
        <StatusWord status="failed" word="Evaluation gate failed" />
      )}
      {serving.length === 0 && version.gatePassed !== false && (
        <StatusWord status="stopped" word="Serves nowhere" />
      )}
    </>
  );
}
