import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { MarkSwatch } from '../SeriesMark/MarkSwatch';
import { SeriesMark } from '../SeriesMark/seriesMark';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(0.5),
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
  },
  item: {
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.5),
    borderRadius: theme.shape.borderRadius,
    fontFamily: 'inherit',
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  hidden: {
    textDecoration: 'line-through',
    '& > svg': { opacity: 0.3 },
  },
}));

export interface LegendItem extends SeriesMark {
  name: string;
  color: string;
  /** Whether it can be switched off; default true. */
  fixed?: boolean;
}

export interface SeriesLegendProps {
  items: readonly LegendItem[];
  hidden: ReadonlySet<string>;
  onToggle: (name: string) => void;
}

/** Names the series by colour, line and symbol; pressing a name takes it out of the drawing. */
export function SeriesLegend(props: SeriesLegendProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {props.items.map(item => {
        const hidden = props.hidden.has(item.name);
        return (
          <ButtonBase
            key={item.name}
            disableRipple
            disabled={item.fixed}
            aria-pressed={item.fixed ? undefined : !hidden}
            title={item.fixed ? undefined : `Show or hide ${item.name}`}
            className={clsx(classes.item, hidden && classes.hidden)}
            onClick={() => props.onToggle(item.name)}
          >
            <MarkSwatch
              color={item.color}
              dash={item.dash}
              hatch={item.hatch}
              symbol={item.symbol}
            />
            {item.name}
          </ButtonBase>
        );
      })}
    </div>
  );
}
