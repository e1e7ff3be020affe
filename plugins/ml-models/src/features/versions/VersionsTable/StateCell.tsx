import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { servingWords } from '../servingWords';

const useStyles = makeStyles({
  /** The name of an environment may take two lines, its usual words one. */
  serving: { whiteSpace: 'normal', minWidth: 144 },
});

export interface StateCellProps {
  version: Version;
  /** Where nothing is live and nothing is deployed. */
  idleEnvironments: readonly string[];
}

/** Where a version serves and as what. */
export function StateCell({ version, idleEnvironments }: StateCellProps) {
  const classes = useStyles();
  const serving = servingWords(version, idleEnvironments);
  return (
    <>
      {serving.map(({ environment, ...word }) => (
        <div key={environment}>
          <StatusWord {...word} className={classes.serving} />
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
