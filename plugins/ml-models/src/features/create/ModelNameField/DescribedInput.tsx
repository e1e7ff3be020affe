import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ErrorIcon from '@material-ui/icons/Error';
import { ReactNode, useEffect, useRef } from 'react';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  // The form stretches what is right below it, so this does the same for its input.
  root: { display: 'grid' },
  problem: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
  // Letters as small are hard to read in red.
  icon: { fontSize: '1.25em', color: theme.palette.status.error },
}));

export interface DescribedInputProps {
  /** Of the input. */
  id: string;
  caption: ReactNode;
  /** What is wrong with what is written, said as soon as it is known. */
  problem?: ReactNode;
  /** Id of what else describes it. */
  helpId?: string;
  /** Holds the input. */
  children: ReactNode;
}

/** An input with a caption below, which is read with it. */
export function DescribedInput(props: DescribedInputProps) {
  const { caption, children, helpId, id, problem } = props;
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const problemId = `${id}-problem`;
  const captionId = `${id}-caption`;
  const describedBy = [problem && problemId, captionId, helpId]
    .filter(Boolean)
    .join(' ');
  useEffect(() => {
    // The form's own input can be given no such attribute.
    root.current
      ?.querySelector('input')
      ?.setAttribute('aria-describedby', describedBy);
  });
  return (
    <div ref={root} className={classes.root}>
      {children}
      <Typography
        id={problemId}
        role="status"
        variant="caption"
        component="p"
        className={classes.problem}
      >
        {problem && <ErrorIcon className={classes.icon} aria-hidden />}
        {problem}
      </Typography>
      <Typography
        id={captionId}
        variant="caption"
        color="textSecondary"
        component="p"
      >
        {caption}
      </Typography>
    </div>
  );
}
