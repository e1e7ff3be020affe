import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { layOut } from '../../__testUtils__/layOut';
import { cutIntoBuckets } from '../timeBuckets';
import { HeatmapChart } from './HeatmapChart';

/** There is no canvas in jsdom to draw on. */
jest.mock('../EChart/EChart', () => ({ EChart: () => null }));

const buckets = cutIntoBuckets({
  from: 0,
  until: 2 * 86_400_000,
  bucketMs: 86_400_000,
});

async function show(
  count: number,
  reading: { blank?: string; leastN?: number } = {},
) {
  const onPick = jest.fn();
  await renderInTestApp(
    <HeatmapChart
      title="Drift by feature"
      buckets={buckets}
      limit={0.1}
      {...reading}
      onPick={onPick}
      markers={[
        { time: 1_000, label: 'v2', text: 'Version 2 went live' },
        { time: 2_000, label: '◆', text: 'The verdict became degraded' },
      ]}
      rows={Array.from({ length: count }, (_, index) => ({
        name: `feature_${index}`,
        values: [0.31, null],
        n: [812, 20],
      }))}
    />,
  );
  return { onPick, list: screen.getByRole('listbox') };
}

describe('HeatmapChart', () => {
  afterEach(() => layOut(0));

  it('shows the cell under the pointer, and picks its row', async () => {
    // 500 pixels a day, between margins of 20.
    layOut(1_040);
    const { onPick, list } = await show(3);
    const cells = within(list).getByTestId('heatmap-cells');
    const value = (text: string) => within(cells).queryByText(text);
    expect(cells).toBeEmptyDOMElement();

    // Rows are 22 pixels high.
    fireEvent.pointerMove(cells, { clientX: 270, clientY: 30 });
    expect(value('feature_1')).toBeInTheDocument();
    expect(value('0.31')).toBeInTheDocument();
    expect(value('Version 2 went live')).toBeInTheDocument();

    fireEvent.pointerMove(cells, { clientX: 770, clientY: 50 });
    expect(value('feature_2')).toBeInTheDocument();
    expect(value('too little to say')).toBeInTheDocument();
    expect(value('feature_1')).not.toBeInTheDocument();

    fireEvent.pointerUp(cells, { clientX: 770, clientY: 50 });
    expect(onPick.mock.calls).toEqual([['feature_2']]);

    fireEvent.pointerLeave(cells);
    expect(cells).toBeEmptyDOMElement();
  });

  it('shows no cell where the pointer is below the rows', async () => {
    layOut(1_040);
    const { onPick, list } = await show(3);
    const cells = within(list).getByTestId('heatmap-cells');
    fireEvent.pointerMove(cells, { clientX: 270, clientY: 70 });
    fireEvent.pointerUp(cells, { clientX: 270, clientY: 70 });
    expect(within(cells).queryByText(/feature/)).not.toBeInTheDocument();
    expect(onPick).not.toHaveBeenCalled();
  });

  it('holds in the page only the rows in view, and says how many there are', async () => {
    await show(1000);
    const options = screen.getAllByRole('option');
    expect(options.length).toBeLessThan(30);
    expect(options[0]).toHaveAttribute('aria-setsize', '1000');
  });

  it('goes to the last of many rows by key, and picks it', async () => {
    const { onPick, list } = await show(1000);
    act(() => list.focus());
    await userEvent.keyboard('{End}');
    // Browsers tell of the scroll themselves; jsdom does not lay out.
    fireEvent.scroll(list);
    expect(
      await screen.findByRole('option', { name: 'feature_999' }),
    ).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(onPick).toHaveBeenCalledWith('feature_999');
  });

  it('tells of a cell that it rests on too few, and why it may be blank', async () => {
    const blank = 'of a version left out';
    const { list } = await show(3, { leastN: 900, blank });
    act(() => list.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(
      screen.getByText(/^feature_0, .*: of a version left out \(n = 20\)$/),
    ).toBeInTheDocument();
    await userEvent.keyboard('{ArrowLeft}');
    expect(
      screen.getByText(/^feature_0, .*: 0.31, too few to judge \(n = 812\)/),
    ).toBeInTheDocument();
  });

  it('reads a cell with its sample size as arrow keys move through time', async () => {
    const { list } = await show(3);
    act(() => list.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(
      screen.getByText(/^feature_0, .*: too little to say \(n = 20\)$/),
    ).toBeInTheDocument();
    await userEvent.keyboard('{ArrowLeft}');
    expect(
      screen.getByText(/^feature_0, .*: 0.31 \(n = 812\)\. /),
    ).toHaveTextContent(/Version 2 went live\. The verdict became degraded$/);
  });

  it('picks a row by its name', async () => {
    const { onPick } = await show(3);
    await userEvent.click(screen.getByRole('option', { name: 'feature_1' }));
    expect(onPick).toHaveBeenCalledWith('feature_1');
  });
});
