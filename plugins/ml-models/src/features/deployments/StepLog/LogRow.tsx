import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { memo } from 'react';

const useStyles = makeStyles(theme => ({
  line: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    padding: theme.spacing(0, 1),
    minHeight: '1.5em',
  },
  marked: { backgroundColor: theme.palette.action.selected },
  current: {
    backgroundColor: theme.palette.action.focus,
    boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
  },
}));

export interface LogRowProps {
  /** From 0. */
  number: number;
  /** Escaped, with colours as spans. */
  html: string;
  /** A search has found it. */
  marked: boolean;
  /** It was jumped to. */
  current: boolean;
}

/** One line of a log; drawn again only when it has changed. */
export const LogRow = memo(function Row(props: LogRowProps) {
  const classes = useStyles();
  return (
    <div
      data-line={props.number}
      className={clsx(
        classes.line,
        props.marked && classes.marked,
        props.current && classes.current,
      )}
      // The converter escapes what the log holds; only its own spans are markup.
      dangerouslySetInnerHTML={{ __html: props.html }}
    />
  );
});
