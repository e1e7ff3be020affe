import { render, screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';
import { ClockContext } from './useNow';

const noon = () => Date.parse('2026-03-01T12:00:00.000Z');

function renderAtNoon(time: string) {
  render(
    <ClockContext.Provider value={noon}>
      <RelativeTime time={time} />
    </ClockContext.Provider>,
  );
  return screen.getByRole('time');
}

it('says how long ago, and when exactly on hover', () => {
  const time = renderAtNoon('2026-03-01T10:00:00.000Z');
  expect(time).toHaveTextContent('2 hours ago');
  expect(time).toHaveAttribute('dateTime', '2026-03-01T10:00:00.000Z');
  expect(time.title).toMatch(/^1 Mar 2026, \d\d:00:00 /);
});

it('does not count the seconds of what has just happened', () => {
  expect(renderAtNoon('2026-03-01T11:59:57.000Z')).toHaveTextContent(
    'just now',
  );
});
