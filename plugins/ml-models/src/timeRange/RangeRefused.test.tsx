import { render, screen } from '@testing-library/react';
import { RangeRefused } from './RangeRefused';

it('says what is not a range, and what is shown', () => {
  render(<RangeRefused text="banana" instead="24h" />);
  expect(screen.getByRole('status')).toHaveTextContent(
    'range=banana in the address is not a range: showing the last 24 hours.',
  );
});

it.each([
  '',
  'all',
  '7d',
  '2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z',
])('says nothing of %j', text => {
  render(<RangeRefused text={text} instead="24h" />);
  expect(screen.queryByRole('status')).toBeNull();
});
