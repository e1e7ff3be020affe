import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChartSubjectProvider } from '../Picture/ChartSubject';
import { composePng } from '../Picture/composePng';
import { utcDays } from '../Picture/utcRange';
import { ChartFrame } from './ChartFrame';

// There are no pixels here: what is to be drawn is checked, not how.
jest.mock('../Picture/composePng', () => ({
  composePng: jest.fn(() => '#picture'),
}));

const draw = () => document.createElement('canvas');
const legend = [{ name: 'p50', color: 'blue', dash: 'solid' as const }];

it('puts into a picture what it takes to be understood alone', async () => {
  await renderInTestApp(
    <ChartSubjectProvider
      words="Flight delay risk · production · version 3"
      model="flight-delay"
      days="2026-11-19 to 2026-11-26"
    >
      <ChartFrame
        title="Latency"
        subtitle="ms"
        heightPx={100}
        table={() => ({ columns: [], rows: [] })}
        picture={{ draw, legend, foot: ['n = 700 requests', undefined] }}
        legend={<span>p50</span>}
        note="Timed by the gateway."
      >
        drawing
      </ChartFrame>
    </ChartSubjectProvider>,
  );
  const options = screen.getByRole('button', { name: 'Options of Latency' });
  // Where there is little room they go below the title as one.
  expect(options.parentElement).toHaveTextContent(/^p50$/);
  await userEvent.click(options);
  await userEvent.click(screen.getByRole('menuitem', { name: 'Download PNG' }));
  expect(composePng).toHaveBeenCalledWith(
    draw,
    {
      title: 'Latency',
      unit: 'ms',
      subject: 'Flight delay risk · production · version 3',
      legend,
      rows: undefined,
      foot: ['n = 700 requests', 'Timed by the gateway.'],
    },
    expect.anything(),
  );
});

it('saves its numbers as CSV, in which no text is taken for a formula', async () => {
  const saved: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = content => {
    if (content instanceof Blob) saved.push(content);
    return '#numbers';
  };
  URL.revokeObjectURL = () => {};
  const click = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function save(this: HTMLAnchorElement) {
      names.push(this.download);
    });
  await renderInTestApp(
    <ChartSubjectProvider
      words="Flight delay risk"
      model="flight-delay"
      days={utcDays(
        Date.parse('2026-11-19T04:00:00.000Z'),
        Date.parse('2026-11-26T04:00:00.000Z'),
      )}
    >
      <ChartFrame
        title="Errors by type"
        heightPx={100}
        table={() => ({
          columns: [{ header: 'type' }, { header: 'errors', numeric: true }],
          rows: [
            ['=ValueError', 12],
            ['Key, Error', null],
          ],
        })}
        picture={{ draw, legend, foot: [] }}
      >
        drawing
      </ChartFrame>
    </ChartSubjectProvider>,
  );
  await userEvent.click(
    screen.getByRole('button', { name: 'Options of Errors by type' }),
  );
  await userEvent.click(screen.getByRole('menuitem', { name: 'Download CSV' }));
  expect(names).toEqual([
    'flight-delay-errors-by-type-2026-11-19-to-2026-11-26.csv',
  ]);
  click.mockRestore();
  expect(await saved[0].text()).toBe(
    `type,errors\r\n"'=ValueError",12\r\n"Key, Error",\r\n`,
  );
});
