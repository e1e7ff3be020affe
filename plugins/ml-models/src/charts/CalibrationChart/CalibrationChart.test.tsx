import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CalibrationChart } from './CalibrationChart';
import { nearestBin } from './calibration';

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

  it('moves to the bin nearest to the pointer, though bins may be missing', () => {
    expect(nearestBin(bins, 0.1)).toBe(0);
    expect(nearestBin(bins, 0.9)).toBe(1);
  });
});
