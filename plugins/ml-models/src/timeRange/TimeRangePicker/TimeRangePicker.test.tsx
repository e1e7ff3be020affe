import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { TimeRangePicker } from './TimeRangePicker';

async function open() {
  const onChange = jest.fn();
  await renderInTestApp(
    <TimeRangePicker
      range={{ kind: 'last', last: '24h' }}
      onChange={onChange}
      onRefresh={() => {}}
    />,
  );
  await userEvent.click(
    screen.getByRole('button', { name: 'Time range: Last 24 hours' }),
  );
  return onChange;
}

describe('TimeRangePicker', () => {
  it('chooses a range by its name', async () => {
    const onChange = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Last 7 days' }));
    expect(onChange).toHaveBeenCalledWith({ kind: 'last', last: '7d' });
  });

  it('takes two moments in the zone of the viewer', async () => {
    const onChange = await open();
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-03-01T08:00' },
    });
    fireEvent.change(screen.getByLabelText('Until'), {
      target: { value: '2026-03-02T09:30' },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show this range' }),
    );
    expect(onChange).toHaveBeenCalledWith({
      kind: 'between',
      from: new Date(2026, 2, 1, 8, 0).getTime(),
      until: new Date(2026, 2, 2, 9, 30).getTime(),
    });
  });

  it('says so when the end is before the start', async () => {
    await open();
    fireEvent.change(screen.getByLabelText('Until'), {
      target: { value: '2001-01-01T00:00' },
    });
    expect(screen.getByText('Has to be after the start.')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Show this range' }),
    ).toBeDisabled();
  });
});
