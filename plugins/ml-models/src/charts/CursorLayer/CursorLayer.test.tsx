import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { CursorLayer } from './CursorLayer';

/** A plot of ten places, 100 pixels each, between margins of 50. */
const PLACES = 10;
const MARGIN_PX = 50;
const SPAN = { widthPx: 1_100, leftPx: MARGIN_PX, rightPx: MARGIN_PX };
/** Pixels from the left edge of the window. */
const LAYER_PX = 30;

/** Where the middle of a place is in the window. */
const middleOf = (place: number) => LAYER_PX + MARGIN_PX + place * 100 + 50;

function Chart(props: { onSelect?: (first: number, last: number) => void }) {
  const [index, setIndex] = useState<number>();
  return (
    <CursorLayer
      label="Latency, ms"
      summary="from 10 ms to 90 ms"
      span={SPAN}
      count={PLACES}
      index={index}
      onMove={setIndex}
      shareOf={place => (place + 0.5) / PLACES}
      indexAt={share => Math.min(PLACES - 1, Math.floor(share * PLACES))}
      describe={place => `place ${place}`}
      renderTooltip={place => <p>tooltip of {place}</p>}
      onSelect={props.onSelect}
    />
  );
}

function show(onSelect?: (first: number, last: number) => void) {
  render(<Chart onSelect={onSelect} />);
  const layer = screen.getByRole('slider');
  jest
    .spyOn(layer, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(LAYER_PX, 0, SPAN.widthPx, 150));
  return {
    layer,
    move: (place: number) =>
      fireEvent.pointerMove(layer, { clientX: middleOf(place) }),
    press: (place: number) =>
      fireEvent.pointerDown(layer, { clientX: middleOf(place) }),
    release: (place: number) =>
      fireEvent.pointerUp(layer, { clientX: middleOf(place) }),
  };
}

describe('CursorLayer', () => {
  it('shows the tooltip of the place under the pointer', () => {
    const { layer, move } = show();
    expect(screen.queryByText(/tooltip/)).not.toBeInTheDocument();
    move(3);
    expect(screen.getByText('tooltip of 3')).toBeInTheDocument();
    expect(layer).toHaveAttribute('aria-valuetext', 'place 3');
    move(7);
    expect(screen.getByText('tooltip of 7')).toBeInTheDocument();
    expect(screen.queryByText('tooltip of 3')).not.toBeInTheDocument();
  });

  it('stays on the plot where the pointer is beside it', () => {
    const { layer } = show();
    fireEvent.pointerMove(layer, { clientX: LAYER_PX + 1 });
    expect(screen.getByText('tooltip of 0')).toBeInTheDocument();
    fireEvent.pointerMove(layer, { clientX: LAYER_PX + SPAN.widthPx });
    expect(screen.getByText('tooltip of 9')).toBeInTheDocument();
  });

  it('hides it when the pointer leaves', () => {
    const { layer, move } = show();
    move(3);
    fireEvent.pointerLeave(layer);
    expect(screen.queryByText(/tooltip/)).not.toBeInTheDocument();
    expect(layer).toHaveAttribute('aria-valuetext', 'from 10 ms to 90 ms');
  });

  it.each([
    ['to the right', 2, 6],
    ['to the left', 6, 2],
  ])('selects the range that is dragged over %s', (_, from, until) => {
    const onSelect = jest.fn();
    const { move, press, release } = show(onSelect);
    move(from);
    press(from);
    move(until);
    expect(onSelect).not.toHaveBeenCalled();
    release(until);
    expect(onSelect.mock.calls).toEqual([[2, 6]]);
    move(8);
    release(8);
    expect(onSelect).toHaveBeenCalledTimes(1);
  });

  it('selects nothing by a click, or by a drag that was broken off', () => {
    const onSelect = jest.fn();
    const { layer, move, press, release } = show(onSelect);
    move(2);
    press(2);
    release(2);
    press(2);
    move(5);
    fireEvent.pointerCancel(layer);
    release(5);
    expect(onSelect).not.toHaveBeenCalled();
  });
});
