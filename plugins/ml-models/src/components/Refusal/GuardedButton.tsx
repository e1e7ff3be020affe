import Button, { ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';

const useStyles = makeStyles({ root: { display: 'inline-flex' } });

export interface GuardedButtonProps extends ButtonProps {
  /** Why it may not be pressed, and whom to ask; undefined: it may. */
  refusal: string | undefined;
}

/** A button that tells who may not press it whom to ask. */
export function GuardedButton({ refusal, ...button }: GuardedButtonProps) {
  const classes = useStyles();
  return (
    <Tooltip title={refusal ?? ''}>
      {/* A disabled button hears of no pointer, and takes no focus. */}
      <span
        className={classes.root}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={refusal ? 0 : undefined}
      >
        <Button {...button} disabled={button.disabled || Boolean(refusal)} />
      </span>
    </Tooltip>
  );
}
