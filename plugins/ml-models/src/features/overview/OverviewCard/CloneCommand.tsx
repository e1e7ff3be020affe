import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { NewTokenLink } from '../../../components/NewTokenLink/NewTokenLink';
import { Subtle } from '../../../components/Subtle/Subtle';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  command: {
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    '& code': { overflowWrap: 'anywhere' },
    '& svg': { fontSize: '1.125rem' },
  },
}));

export interface CloneCommandProps {
  url: string;
  /** What a push takes, and what follows from it, is not for the portal to say. */
  isElsewhere?: boolean;
}

/** Where the code is, and what a push needs. */
export function CloneCommand({ url, isElsewhere }: CloneCommandProps) {
  const classes = useStyles();
  const command = `git clone ${url}`;
  return (
    <section className={classes.root} aria-label="Code">
      <div className={classes.command}>
        <code>{command}</code>
        <CopyTextButton
          text={command}
          variant="tertiary"
          tooltipText="Command copied"
          aria-label="Copy the clone command"
        />
      </div>
      {!isElsewhere && (
        <Subtle variant="caption" component="p">
          A push builds the next version. It asks for a{' '}
          <NewTokenLink purpose="git">token</NewTokenLink> that may push code as
          its password.
        </Subtle>
      )}
    </section>
  );
}
