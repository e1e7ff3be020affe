import { render, screen } from '@testing-library/react';
import { ChartTable } from './ChartTable';
import { chartTableToCsv } from './chartTableData';

describe('ChartTable', () => {
  it('leaves units to the title of the chart, and to CSV', () => {
    const table = {
      columns: [{ header: 'time' }, { header: 'p50', unit: 'ms' }],
      rows: [['noon', 12]],
    };
    render(<ChartTable title="Latency" height={100} table={table} />);
    expect(
      screen.getAllByRole('columnheader').map(header => header.textContent),
    ).toEqual(['time', 'p50']);
    expect(chartTableToCsv(table)).toContain('time,p50 (ms)');
  });

  it('shows what is not there as a dash, not as 0', () => {
    render(
      <ChartTable
        title="Latency"
        height={100}
        table={{ columns: [{ header: 'p50' }], rows: [[null], [0]] }}
      />,
    );
    expect(screen.getAllByRole('cell').map(cell => cell.textContent)).toEqual([
      '–',
      '0',
    ]);
  });

  it('stays small with a million cells, and says where the rest is', () => {
    const columns = Array.from({ length: 1_000 }, (_, index) => ({
      header: `c${index}`,
    }));
    render(
      <ChartTable
        title="Drift"
        height={100}
        table={{
          columns,
          rows: Array.from({ length: 1_000 }, () => columns.map(() => 0)),
        }}
      />,
    );
    expect(screen.getByText(/5 of 1,000 rows/)).toBeInTheDocument();
    // Header and rows shown: counted without roles, which is slow for many.
    expect(document.querySelectorAll('tr')).toHaveLength(6);
  });
});
