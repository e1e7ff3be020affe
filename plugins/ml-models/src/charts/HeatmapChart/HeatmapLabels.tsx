import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { ReactNode } from 'react';
import { HeatmapRow } from './heatmap';

const useStyles = makeStyles(theme => ({
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 1),
    cursor: 'pointer',
    fontSize: theme.typography.caption.fontSize,
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  name: {
    flex: 1,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  selected: { fontWeight: 700, backgroundColor: theme.palette.action.selected },
  current: {
    outline: `1px solid ${theme.palette.primary.main}`,
    outlineOffset: -1,
  },
}));

export interface HeatmapLabelsProps {
  listId: string;
  rows: readonly HeatmapRow[];
  /** Place of the first of `rows` among all. */
  first: number;
  count: number;
  rowPx: number;
  current: number | undefined;
  selected?: string;
  renderAside?: (name: string) => ReactNode;
  onPick: (name: string) => void;
  onHover: (row: number | undefined) => void;
}

/** Names of the rows in view; the keys are handled by the list around them. */
export function HeatmapLabels(props: HeatmapLabelsProps) {
  const classes = useStyles();
  return (
    <>
      {props.rows.map((row, index) => {
        const place = props.first + index;
        return (
          // Keys reach options through the list, which holds the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={row.name}
            id={`${props.listId}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={row.name === props.selected}
            aria-posinset={place + 1}
            aria-setsize={props.count}
            title={row.name}
            style={{ height: props.rowPx }}
            className={clsx(
              classes.label,
              row.name === props.selected && classes.selected,
              place === props.current && classes.current,
            )}
            onClick={() => props.onPick(row.name)}
            onPointerEnter={() => props.onHover(place)}
          >
            <span className={classes.name}>{row.name}</span>
            {props.renderAside?.(row.name)}
          </div>
        );
      })}
    </>
  );
}
