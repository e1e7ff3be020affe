import { render, screen, within } from '@testing-library/react';
import { createRef } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { anInferenceRecord } from '../../../__testUtils__/builders/anInferenceRecord';
import { RecordTable, RecordTableProps } from './RecordTable';

afterEach(() => jest.restoreAllMocks());

function aTable(props: Partial<RecordTableProps>) {
  return (
    <MemoryRouter>
      <RecordTable
        records={[]}
        columns={['time']}
        selected=""
        scroller={createRef<HTMLDivElement>()}
        onScroll={() => {}}
        onNearEnd={() => {}}
        onOpen={() => {}}
        foot={null}
        {...props}
      />
    </MemoryRouter>
  );
}

it('shows that there are more columns to the right', () => {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500);
  jest.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(900);
  const scroller = createRef<HTMLDivElement>();
  render(aTable({ scroller }));
  expect(screen.getByTestId('more-to-the-right')).toBeInTheDocument();
  expect(scroller.current).toBe(screen.getByRole('region'));
});

it('tells the rows of one request apart, and numbers no other', () => {
  const one = anInferenceRecord({ id: 'one', row: 0 });
  const many = [2, 1, 0].map(row => anInferenceRecord({ id: 'many', row }));
  const late = anInferenceRecord({ id: 'whose first rows are older', row: 7 });
  render(aTable({ records: [one, ...many, late] }));
  const rows = within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map(row => /row \d/.exec(row.textContent ?? '')?.[0]);
  expect(rows).toEqual([undefined, 'row 2', 'row 1', 'row 0', 'row 7']);
});

it('draws the records that are there not anew when others come in above', () => {
  let drawn = 0;
  const watched = Object.defineProperty(anInferenceRecord(), 'version', {
    get: () => {
      drawn += 1;
      return 3;
    },
  });
  const columns = () => ['time', 'version'];
  const newer = anInferenceRecord({ id: 'newer' });
  const { rerender } = render(
    aTable({ records: [watched], columns: columns() }),
  );
  const first = drawn;
  expect(first).toBeGreaterThan(0);
  rerender(aTable({ records: [newer, watched], columns: columns() }));
  expect(screen.getAllByRole('row')).toHaveLength(3);
  expect(drawn).toBe(first);
});
