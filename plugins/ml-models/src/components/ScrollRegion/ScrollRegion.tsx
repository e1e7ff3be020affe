import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { CSSProperties, ReactNode } from 'react';
import { MoreToTheRight } from './MoreToTheRight';
import { useHiddenRight } from './useHiddenRight';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'relative',
    minWidth: 0,
    // What stays in view here must not cover the page's own bar.
    isolation: 'isolate',
  },
  scroller: {
    height: '100%',
    overflow: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    // What a row is about stays in view beside its last columns.
    '& th:first-child, & td:first-child': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
    },
    '& thead th:first-child': { zIndex: 3 },
    // It covers what scrolls below it in its row's own colour.
    '& tbody tr': { backgroundColor: theme.palette.background.paper },
    '& tbody td:first-child, & tbody th:first-child': {
      backgroundColor: 'inherit',
    },
  },
}));

export interface ScrollRegionProps {
  /** What scrolls, e.g. the table's name. */
  label: string;
  /** Pixels; default: as high as the content. */
  height?: number;
  className?: string;
  children: ReactNode;
}

/**
 * Holds a table that may be wider than its place: it scrolls inside, by keys
 * too, keeps its first column, and shows when there is more to the right.
 */
export function ScrollRegion(props: ScrollRegionProps) {
  const classes = useStyles();
  const [measure, hiddenRight] = useHiddenRight();
  const style: CSSProperties = { height: props.height };
  return (
    <div className={clsx(classes.root, props.className)} style={style}>
      <div
        ref={measure}
        className={classes.scroller}
        role="region"
        aria-label={props.label}
        // A region that scrolls has to be reachable to be scrolled by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {props.children}
      </div>
      {hiddenRight && <MoreToTheRight />}
    </div>
  );
}
