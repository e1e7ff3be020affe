import { render, screen } from '@testing-library/react';
import { useBroughtIntoView } from './useBroughtIntoView';

function Opened({ content }: { content?: string }) {
  const root = useBroughtIntoView('nearest', content);
  return (
    <>
      <section ref={root} tabIndex={-1} aria-label="opened" />
      <button>elsewhere</button>
    </>
  );
}

describe('useBroughtIntoView', () => {
  it('follows what grows, and leaves the focus where it has gone', () => {
    const scroll = jest.fn();
    // jsdom does not lay out, so it cannot scroll.
    Element.prototype.scrollIntoView = scroll;
    const { rerender } = render(<Opened content="pending" />);
    expect(screen.getByLabelText('opened')).toHaveFocus();
    expect(scroll).toHaveBeenCalledTimes(1);

    screen.getByText('elsewhere').focus();
    rerender(<Opened content="pending" />);
    expect(scroll).toHaveBeenCalledTimes(1);
    rerender(<Opened content="success" />);
    expect(scroll).toHaveBeenCalledTimes(2);
    expect(screen.getByText('elsewhere')).toHaveFocus();
  });
});
