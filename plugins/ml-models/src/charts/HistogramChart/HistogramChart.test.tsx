import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { HistogramChart } from './HistogramChart';

const bins = [
  { label: '< 200', count: 30, baselineCount: 100 },
  { label: '200 – 400', count: 70, baselineCount: 900 },
];

describe('HistogramChart', () => {
  it('reads each bin, now and in the baseline, as arrow keys move', async () => {
    await renderInTestApp(<HistogramChart title="distance" bins={bins} />);
    const cursor = screen.getByRole('slider');
    act(() => cursor.focus());
    await userEvent.keyboard('{Home}');
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      '< 200: 30 % now (30 records), 10 % in the baseline (100 rows)',
    );
    expect(screen.getByText('30 % (n = 30)')).toBeInTheDocument();
    expect(screen.getByText('10 % (n = 100)')).toBeInTheDocument();
  });

  it('says "no baseline" and not 0 % when there is none', async () => {
    await renderInTestApp(
      <HistogramChart
        title="distance"
        bins={[{ label: 'a', count: 3, baselineCount: 0 }]}
      />,
    );
    act(() => screen.getByRole('slider').focus());
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('slider')).toHaveAttribute(
      'aria-valuetext',
      'a: 100 % now (3 records), no baseline',
    );
  });

  it('shows the same as a table', async () => {
    await renderInTestApp(<HistogramChart title="distance" bins={bins} />);
    await userEvent.click(
      screen.getByRole('button', { name: 'Options of distance' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    const rows = within(
      screen.getByRole('table', { name: 'distance' }),
    ).getAllByRole('row');
    expect(
      within(rows[1])
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['< 200', '30 %', '30', '10 %', '100']);
  });

  it('reads what both are compared with beside them', async () => {
    const compared = [
      { ...bins[0], comparedCount: 1 },
      { ...bins[1], comparedCount: 3 },
    ];
    await renderInTestApp(
      <HistogramChart title="distance" bins={compared} compared="version 2" />,
    );
    const cursor = screen.getByRole('slider');
    act(() => cursor.focus());
    await userEvent.keyboard('{End}');
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/, 75 % in version 2 \(3 records\)$/),
    );
  });
});
