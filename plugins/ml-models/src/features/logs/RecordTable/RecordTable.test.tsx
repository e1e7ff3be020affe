import { render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { RecordTable } from './RecordTable';

afterEach(() => jest.restoreAllMocks());

it('shows that there are more columns to the right', () => {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500);
  jest.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(900);
  const scroller = createRef<HTMLDivElement>();
  render(
    <MemoryRouter>
      <RecordTable
        records={[]}
        columns={['time']}
        selected=""
        scroller={scroller}
        onScroll={() => {}}
        onNearEnd={() => {}}
        onOpen={() => {}}
        foot={null}
      />
    </MemoryRouter>,
  );
  expect(screen.getByTestId('more-to-the-right')).toBeInTheDocument();
  expect(scroller.current).toBe(screen.getByRole('region'));
});
