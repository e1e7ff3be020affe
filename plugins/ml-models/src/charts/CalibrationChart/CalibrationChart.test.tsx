import { lightTheme } from '@backstage/theme';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { chartThemeOf } from '../chartTheme';
import { CalibrationChart } from './CalibrationChart';
import { calibrationTable, nearestBin } from './calibration';
import { calibrationOption } from './calibrationOption';

const bins = [
  { lower: 0, upper: 0.1, meanScore: 0.05, positiveShare: 0.04, n: 900 },
  { lower: 0.2, upper: 0.3, meanScore: 0.25, positiveShare: 0.4, n: 80 },
];

describe('CalibrationChart', () => {
  it('reads each bin by keyboard, with its sample size', async () => {
    renderInTestApp(<CalibrationChart bins={bins} />);
    const cursor = await screen.findByRole('slider', {
      name: 'Calibration, share that came true, over the score',
    });
    act(() => cursor.focus());
    await userEvent.keyboard('{End}');
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      'scored 25 % on average, came true in 40 % (80 labels)',
    );
    expect(screen.getByText('40 % (n = 80 labels)')).toBeInTheDocument();
  });

  it('shows the same as a table', async () => {
    renderInTestApp(<CalibrationChart bins={bins} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Options of Calibration' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Show as table' }),
    );
    const table = screen.getByRole('table', { name: 'Calibration' });
    expect(within(table).getAllByRole('row')[2]).toHaveTextContent(
      '20 %30 %25 %40 %80',
    );
  });

  const compared = {
    label: 'version 2',
    bins: [
      { lower: 0.1, upper: 0.2, meanScore: 0.15, positiveShare: 0.3, n: 50 },
      { ...bins[1], positiveShare: 0.2, n: 1 },
    ],
  };

  it('reads both sides of a bin, and says where one has none', async () => {
    renderInTestApp(<CalibrationChart bins={bins} compared={compared} />);
    const cursor = await screen.findByRole('slider');
    act(() => cursor.focus());
    await userEvent.keyboard('{End}');
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      'scored 25 % on average, came true in 40 % (80 labels); version 2: scored 25 % on average, came true in 20 % (1 label)',
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(cursor).toHaveAttribute(
      'aria-valuetext',
      'no such scores; version 2: scored 15 % on average, came true in 30 % (50 labels)',
    );
    expect(screen.getByText('version 2')).toBeInTheDocument();
  });

  it('holds both sides in its table, and in its file', () => {
    const { columns, rows } = calibrationTable(bins, compared);
    expect(columns.map(({ header }) => header).slice(5)).toEqual([
      'mean score, version 2',
      'came true, version 2',
      'n (labels), version 2',
    ]);
    expect(rows).toEqual([
      [0, 0.1, 0.05, 0.04, 900, null, null, null],
      [0.1, 0.2, null, null, null, 0.15, 0.3, 50],
      [0.2, 0.3, 0.25, 0.4, 80, 0.25, 0.2, 1],
    ]);
  });

  it('draws both sides, and what is compared with dashed', () => {
    const { series } = calibrationOption(
      chartThemeOf(lightTheme),
      bins,
      compared.bins,
    );
    expect(series).toMatchObject([
      {},
      {
        lineStyle: { type: [5, 3] },
        data: [
          [0.15, 0.3],
          [0.25, 0.2],
        ],
      },
      {
        data: [
          [0.05, 0.04],
          [0.25, 0.4],
        ],
      },
    ]);
  });

  it('moves to the bin nearest to the pointer, though bins may be missing', () => {
    expect(nearestBin(bins, 0.1)).toBe(0);
    expect(nearestBin(bins, 0.9)).toBe(1);
  });
});
