import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { RefObject, useState } from 'react';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { Subtle } from '../../../components/Subtle/Subtle';
import { LogLine } from './logLines';
import { LogRow } from './LogRow';

/** Lines at the end that are drawn at once; a browser takes about 100 ms. */
const TAIL_LINES = 2_000;

const useStyles = makeStyles(theme => ({
  root: {
    height: 360,
    overflow: 'auto',
    margin: 0,
    padding: theme.spacing(1, 0),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    fontFamily: 'monospace',
    fontSize: 12,
    lineHeight: 1.5,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  note: { padding: theme.spacing(0, 1) },
}));

export interface LogTextProps {
  label: string;
  lines: readonly LogLine[];
  /** Lines before them that are kept no more. */
  dropped: number;
  /** Numbers of the lines that a search has found. */
  marked: ReadonlySet<number>;
  /** The line that was jumped to. */
  current: number | undefined;
  boxRef: RefObject<HTMLDivElement>;
  onScroll: () => void;
}

/** The lines of a log in a box of its own; of a long one the end. */
export function LogText(props: LogTextProps) {
  const classes = useStyles();
  const { lines, marked, current, dropped } = props;
  const [all, setAll] = useState(false);
  const tailStart = Math.max(0, lines.length - TAIL_LINES);
  const jumpedBefore = current !== undefined && current < tailStart;
  const start = all || jumpedBefore ? 0 : tailStart;
  return (
    <div
      ref={props.boxRef}
      role="log"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keys
      tabIndex={0}
      className={classes.root}
      onScroll={props.onScroll}
    >
      {start > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCountOf(start, 'earlier line')}
        </Button>
      )}
      {start === 0 && dropped > 0 && (
        <Subtle className={classes.note}>
          {formatCountOf(dropped, 'earlier line')} can be read in the full log.
        </Subtle>
      )}
      {lines.slice(start).map(({ html }, index) => (
        <LogRow
          key={dropped + start + index}
          number={dropped + start + index}
          html={html}
          marked={marked.has(start + index)}
          current={current === start + index}
        />
      ))}
    </div>
  );
}
