import { fireEvent, render, screen } from '@testing-library/react';
import { ScrollRegion } from './ScrollRegion';

/** Lays all out as wide as given, which jsdom does not. */
function layOutWidths(widths: { shown: number; whole: number }) {
  jest
    .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
    .mockReturnValue(widths.shown);
  jest
    .spyOn(HTMLElement.prototype, 'scrollWidth', 'get')
    .mockReturnValue(widths.whole);
}

afterEach(() => jest.restoreAllMocks());

const show = () =>
  render(
    <ScrollRegion label="Drift by feature">
      <table>
        <tbody>
          <tr>
            <td>distance</td>
            <td>0.31</td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>,
  );

describe('ScrollRegion', () => {
  it('keeps a wide table inside, reachable by keys, with its first column in view', () => {
    layOutWidths({ shown: 500, whole: 900 });
    show();
    const region = screen.getByRole('region', { name: 'Drift by feature' });
    expect(region).toHaveStyle({ overflow: 'auto' });
    expect(region).toHaveAttribute('tabindex', '0');
    const [name, measure] = screen.getAllByRole('cell');
    expect(name).toHaveStyle({ position: 'sticky' });
    expect(measure).not.toHaveStyle({ position: 'sticky' });
  });

  it('shows that there is more to the right until one has scrolled there', () => {
    layOutWidths({ shown: 500, whole: 900 });
    show();
    expect(screen.getByTestId('more-to-the-right')).toBeInTheDocument();
    const region = screen.getByRole('region');
    region.scrollLeft = 400;
    fireEvent.scroll(region);
    expect(screen.queryByTestId('more-to-the-right')).toBeNull();
  });

  it('hides nothing from a table that fits', () => {
    layOutWidths({ shown: 900, whole: 900 });
    show();
    expect(screen.queryByTestId('more-to-the-right')).toBeNull();
  });
});
