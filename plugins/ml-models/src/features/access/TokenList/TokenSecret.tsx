import { CopyTextButton } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';

const useStyles = makeStyles(theme => ({
  secret: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: theme.spacing(1),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& code': { overflowWrap: 'anywhere' },
  },
}));

export interface TokenSecretProps {
  secret: string;
  onClose: () => void;
}

/** The only place where a secret is ever seen. */
export function TokenSecret({ secret, onClose }: TokenSecretProps) {
  const classes = useStyles();
  return (
    <>
      <DialogContent>
        <Typography variant="body2" paragraph>
          It is shown this once and kept nowhere in the clear. Whoever has it
          can do what it is good for, so put it into a secret store.
        </Typography>
        <div className={classes.secret}>
          <code>{secret}</code>
          <CopyTextButton
            text={secret}
            variant="tertiary"
            tooltipText="Token copied"
            aria-label="Copy the token"
          />
        </div>
      </DialogContent>
      <DialogActions>
        <Button color="primary" variant="contained" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </>
  );
}
