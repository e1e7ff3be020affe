import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { ComponentProps } from 'react';
import { ChartCursorProvider } from '../ChartCursor';
import { cutIntoBuckets } from '../timeBuckets';
import { TimeSeriesChart } from './TimeSeriesChart';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-12T00:00:00.000Z');
const buckets = cutIntoBuckets({
  from: START,
  until: START + 4 * HOUR,
  bucketMs: HOUR,
});

type Props = ComponentProps<typeof TimeSeriesChart>;

function aChart(props: Partial<Props> = {}) {
  return (
    <TimeSeriesChart
      title="Latency"
      unit="ms"
      buckets={buckets}
      series={[
        {
          name: 'p50',
          shape: 'line',
          tone: 'ok',
          values: [10, 12, null, 14],
        },
        {
          name: 'p99',
          shape: 'line',
          tone: 'error',
          values: [90, 80, null, 120],
        },
      ]}
      samples={{ noun: 'request', counts: [100, 200, null, 400] }}
      {...props}
    />
  );
}

const show = (...charts: JSX.Element[]) =>
  renderInTestApp(
    <ChartCursorProvider>
      {charts.map((chart, index) => (
        <div key={index}>{chart}</div>
      ))}
    </ChartCursorProvider>,
  );

const cursor = (name = 'Latency, ms') => screen.getByRole('slider', { name });

describe('TimeSeriesChart', () => {
  it('says what it shows before anyone points at it', async () => {
    await show(aChart());
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining(
        'p50 from 10 ms to 14 ms, p99 from 80 ms to 120 ms',
      ),
    );
  });

  it('reads each bucket with unit and sample size as arrow keys move', async () => {
    await show(aChart());
    act(() => cursor().focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('p50 14 ms, p99 120 ms; 400 requests'),
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('no data'),
    );
    await userEvent.keyboard('{Home}');
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('p50 10 ms, p99 90 ms; 100 requests'),
    );
    expect(screen.getByText('90 ms')).toBeInTheDocument();
    expect(screen.getByText('n = 100 requests')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('from 10 ms to 14 ms'),
    );
  });

  it('shares its cursor with the charts around it', async () => {
    await show(aChart(), aChart({ title: 'Errors', unit: undefined }));
    act(() => cursor().focus());
    await userEvent.keyboard('{Home}');
    expect(cursor('Errors')).toHaveAttribute('aria-valuenow', '0');
    expect(cursor('Errors')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('100 requests'),
    );
  });

  it('tells of the markers in the bucket under the cursor', async () => {
    await show(
      aChart({
        markers: [
          { time: START + HOUR / 2, label: 'v2', text: 'Version 2 went live' },
        ],
      }),
    );
    act(() => cursor().focus());
    await userEvent.keyboard('{Home}');
    expect(cursor()).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('Version 2 went live'),
    );
    await userEvent.keyboard('{ArrowRight}');
    expect(cursor()).not.toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('Version 2 went live'),
    );
  });

  it('wraps what it tells of a marker', async () => {
    const text = 'Version 2 became degraded: 8 of 13 features have drifted';
    await show(
      aChart({ markers: [{ time: START + HOUR / 2, label: '◆', text }] }),
    );
    act(() => cursor().focus());
    await userEvent.keyboard('{Home}');
    expect(screen.getByText(text).parentElement).not.toHaveStyle({
      whiteSpace: 'nowrap',
    });
  });

  it('zooms into a range selected with Shift and arrow keys', async () => {
    const onZoom = jest.fn();
    await show(aChart({ onZoom }));
    act(() => cursor().focus());
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Enter}');
    expect(onZoom).toHaveBeenCalledWith(START, START + 2 * HOUR);
  });

  it('shows the same data as a table, its unit told by the title, without the buckets that hold none', async () => {
    await show(aChart());
    await userEvent.click(
      screen.getByRole('button', { name: 'Options of Latency' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    const table = screen.getByRole('table', { name: 'Latency' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['time', 'p50', 'p99', 'n (requests)']);
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(3);
    expect(
      within(rows[2])
        .getAllByRole('cell')
        .slice(1)
        .map(cell => cell.textContent),
    ).toEqual(['14', '120', '400']);
  });

  it('writes the unit into the cells where the header has none', async () => {
    await show(
      aChart({ unit: undefined, format: value => `${value} records` }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Options of Latency' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    expect(screen.getByRole('columnheader', { name: 'p50' })).toBeVisible();
    expect(screen.getByRole('cell', { name: '14 records' })).toBeVisible();
  });

  it('takes a series out when its name is pressed', async () => {
    await show(aChart());
    await userEvent.click(screen.getByRole('button', { name: 'p99' }));
    expect(screen.getByRole('button', { name: 'p99' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    expect(cursor()).not.toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('p99'),
    );
  });

  it('shows why there is nothing when there is nothing', async () => {
    await show(
      aChart({
        series: [
          { name: 'p50', shape: 'line', tone: 'ok', values: [null, null] },
        ],
        empty: 'No request was timed yet.',
      }),
    );
    expect(screen.getByText('No request was timed yet.')).toBeVisible();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  });

  it('tells every entry of the legend apart without its colour', async () => {
    await show(
      aChart({
        series: [
          { name: 'p50', shape: 'line', tone: 'ok', values: [1, 2, 3, 4] },
          { name: 'p99', shape: 'line', tone: 'error', values: [5, 6, 7, 8] },
          {
            name: 'p50, version 2',
            shape: 'line',
            tone: 'ok',
            values: [1, 1, 1, 1],
            compares: { series: 'p50', label: 'version 2' },
          },
          {
            name: 'p50, estimated',
            shape: 'line',
            tone: 'ok',
            values: [2, 2, 2, 2],
            compares: { series: 'p50', label: 'estimated', dotted: true },
          },
        ],
        references: [{ name: 'limit', value: 3, tone: 'warning' }],
      }),
    );
    const looks = ['p50', 'p99', 'version 2', 'estimated', 'limit'].map(
      name => {
        const swatch = screen
          .getByRole('button', { name })
          .querySelector('svg');
        return [
          swatch?.getAttribute('data-dash'),
          swatch?.querySelector('path')?.getAttribute('d'),
        ].join();
      },
    );
    expect(new Set(looks).size).toBe(5);
  });
});
