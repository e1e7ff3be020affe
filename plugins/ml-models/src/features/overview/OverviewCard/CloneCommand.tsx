import { CopyTextButton, Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { Subtle } from '../../../components/Subtle/Subtle';
import { useNewTokenPath } from '../../../components/useModelPath/useNewTokenPath';

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

/** Where the code is, and what a push needs. */
export function CloneCommand({ url }: { url: string }) {
  const classes = useStyles();
  const newTokenPath = useNewTokenPath();
  const { modelRef } = useEntityModel();
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
      <Subtle variant="caption" component="p">
        A push builds the next version. It asks for a{' '}
        <Link to={newTokenPath(modelRef, 'git')}>token</Link> that may push code
        as its password.
      </Subtle>
    </section>
  );
}
