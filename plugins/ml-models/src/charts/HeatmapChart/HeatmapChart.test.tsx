import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { cutIntoBuckets } from '../timeBuckets';
import { HeatmapChart } from './HeatmapChart';

const buckets = cutIntoBuckets({
  from: 0,
  until: 2 * 86_400_000,
  bucketMs: 86_400_000,
});

async function show(count: number) {
  const onPick = jest.fn();
  await renderInTestApp(
    <HeatmapChart
      title="Drift by feature"
      buckets={buckets}
      limit={0.1}
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
