import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useEffect, useRef } from 'react';

const useStyles = makeStyles({
  // The form stretches what is right below it, so this does the same for its input.
  root: { display: 'grid' },
});

export interface DescribedInputProps {
  captionId: string;
  caption: ReactNode;
  /** Holds the input. */
  children: ReactNode;
}

/** An input with a caption below, which is read with it. */
export function DescribedInput(props: DescribedInputProps) {
  const { captionId } = props;
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The form's own input can be given no such attribute.
    root.current
      ?.querySelector('input')
      ?.setAttribute('aria-describedby', captionId);
  });
  return (
    <div ref={root} className={classes.root}>
      {props.children}
      <Typography
        id={captionId}
        variant="caption"
        color="textSecondary"
        component="p"
      >
        {props.caption}
      </Typography>
    </div>
  );
}
