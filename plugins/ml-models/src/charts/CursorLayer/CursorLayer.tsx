import { makeStyles } from '@material-ui/core/styles';
import { PointerEvent, ReactNode, useState } from 'react';
import { pixelToShare, PlotSpan, shareToPixel } from '../plotArea';
import { CursorTooltip } from './CursorTooltip';
import { useCursorKeys } from './useCursorKeys';
import { useRangeSelection } from './useRangeSelection';

const useStyles = makeStyles(theme => ({
  layer: {
    position: 'absolute',
    inset: 0,
    touchAction: 'pan-y',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  zoomable: { cursor: 'crosshair' },
  line: {
    position: 'absolute',
    top: 0,
    bottom: 20,
    width: 1,
    pointerEvents: 'none',
    backgroundColor: theme.palette.text.secondary,
  },
  selected: {
    position: 'absolute',
    top: 0,
    bottom: 20,
    pointerEvents: 'none',
    backgroundColor: theme.palette.action.selected,
  },
}));

export interface CursorLayerProps {
  /** Names the cursor to screen readers, e.g. `Latency, ms`. */
  label: string;
  /** What the chart shows as a whole; read while there is no cursor. */
  summary: string;
  span: PlotSpan;
  /** Number of places the cursor can stand at. */
  count: number;
  index: number | undefined;
  onMove: (index: number | undefined) => void;
  /** Where a place is on the x axis, and the other way round; 0 to 1. */
  shareOf: (index: number) => number;
  indexAt: (share: number) => number;
  /** One place in words. */
  describe: (index: number) => string;
  renderTooltip: (index: number) => ReactNode;
  /** Called with first and last place of a selected range. */
  onSelect?: (first: number, last: number) => void;
}

/** The cursor over a drawing: pointer, keys, words. Draws no data. */
export function CursorLayer(props: CursorLayerProps) {
  const classes = useStyles();
  const { span, count, index, onMove, shareOf } = props;
  const [active, setActive] = useState(false);
  const selection = useRangeSelection(props.onSelect);
  const onKeyDown = useCursorKeys({ count, index, onMove, selection });
  const indexOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return props.indexAt(pixelToShare(span, event.clientX - box.left));
  };
  const pixelOf = (place: number) => shareToPixel(span, shareOf(place));
  const leave = () => {
    setActive(false);
    onMove(undefined);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={index ?? Math.max(0, count - 1)}
      aria-valuetext={
        index === undefined ? props.summary : props.describe(index)
      }
      className={`${classes.layer} ${props.onSelect ? classes.zoomable : ''}`}
      onKeyDown={onKeyDown}
      onFocus={() => setActive(true)}
      onBlur={() => {
        selection.cancel();
        leave();
      }}
      onPointerMove={event => {
        setActive(true);
        if (count > 0) {
          onMove(indexOf(event));
        }
      }}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        selection.start(indexOf(event));
      }}
      onPointerUp={event => selection.finish(indexOf(event))}
      onPointerCancel={selection.cancel}
      onPointerLeave={leave}
    >
      {index !== undefined && selection.anchor !== undefined && (
        <div
          className={classes.selected}
          style={{
            left: Math.min(pixelOf(index), pixelOf(selection.anchor)),
            width: Math.abs(pixelOf(index) - pixelOf(selection.anchor)),
          }}
        />
      )}
      {index !== undefined && (
        <div className={classes.line} style={{ left: pixelOf(index) }} />
      )}
      {index !== undefined && active && (
        <CursorTooltip xPx={pixelOf(index)} widthPx={span.widthPx}>
          {props.renderTooltip(index)}
        </CursorTooltip>
      )}
    </div>
  );
}
