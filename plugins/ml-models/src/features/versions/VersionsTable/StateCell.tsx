import {
  EnvironmentStatus,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { PinnedAddress } from './PinnedAddress';
import { restingWord, servingWords } from '../servingWords';

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
      {serving.map(({ address, ...state }) => (
        <div key={state.word}>
          <StatusWord {...state} className={classes.serving} />
          {address && (
            <PinnedAddress
              address={address}
              label={`Copy the address of version ${version.version}: ${state.word}`}
            />
          )}
        </div>
      ))}
      {version.gatePassed === false && (
        <StatusWord status="failed" word="Evaluation gate failed" />
      )}
      {serving.length === 0 && version.gatePassed !== false && (
        <StatusWord {...restingWord(version, environments)} />
      )}
    </>
  );
}
