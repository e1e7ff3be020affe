import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: { position: 'relative' },
  text: {
    margin: 0,
    padding: theme.spacing(1, 6, 1, 1.5),
    maxHeight: 320,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: 12.5,
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  button: { position: 'absolute', top: 0, right: theme.spacing(1) },
}));

export interface CopyableTextProps {
  /** What it is, or as what, e.g. `the record` or `as curl`. */
  what: string;
  text: string;
}

/** Text as it is, with a button that copies it. */
export function CopyableText(props: CopyableTextProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <pre
        className={classes.text}
        // A region that scrolls has to be reachable to be scrolled by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {props.text}
      </pre>
      <div className={classes.button}>
        <CopyTextButton
          text={props.text}
          tooltipText={`Copied ${props.what}`}
          aria-label={`Copy ${props.what}`}
          variant="tertiary"
        />
      </div>
    </div>
  );
}
