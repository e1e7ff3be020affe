import {
  Completeness,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
} from '../../../__testUtils__/answer';
import { renderModels } from '../../../__testUtils__/renderModels';
import { CompletenessSection } from './CompletenessSection';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const GAPS = Array.from({ length: 7 }, (_, i) => ({
  from: `2026-03-01T1${i}:00:00.000Z`,
  until: `2026-03-01T1${i}:05:00.000Z`,
  missing: i + 1,
  expected: 480,
}));

function show(
  versions?: Completeness['versions'],
  liveRequests = 0,
  total?: Completeness['total'],
) {
  if (versions) {
    server.use(
      answer(operations.getCompleteness, {
        environment: 'production',
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-02T00:00:00.000Z',
        settledUntil: '2026-03-01T23:55:00.000Z',
        bucketSeconds: 3_600,
        total,
        versions,
      }),
    );
  }
  renderModels(
    <CompletenessSection
      params={{ namespace: 'default', name: 'flight-delay' }}
      query={{ environment: 'production' }}
      when="in the last 30 days"
      liveRequests={liveRequests}
      markers={[
        {
          time: Date.parse('2026-03-01T11:10:00.000Z'),
          label: 'v3',
          text: 'Version 3 went live',
        },
      ]}
      onZoom={() => {}}
    />,
  );
}

const WITH_GAPS: Completeness['versions'] = [
  {
    version: 3,
    basis: 'gateway',
    stored: 972,
    expected: 1_000,
    missing: 28,
    share: 0.972,
    series: [
      { start: '2026-03-01T10:00:00.000Z', stored: 500, expected: 500 },
      { start: '2026-03-01T11:00:00.000Z', stored: 472, expected: 500 },
    ],
    gaps: GAPS,
    furtherGaps: 0,
  },
];

describe('CompletenessSection', () => {
  it('says how much was recorded, and when something got lost', async () => {
    show(WITH_GAPS);
    expect(
      await screen.findByText(
        /97.2 % recorded in the last 30 days: 972 of 1,000 requests, 28 missing/,
      ),
    ).toHaveTextContent('Version 3');
    expect(
      screen.getByText(/The verdict looks at what came in the last hour\./),
    ).toBeInTheDocument();
    const gaps = screen.getByRole('list', {
      name: 'Gaps in the records of version 3',
    });
    expect(within(gaps).getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(within(gaps).getAllByRole('listitem')).toHaveLength(7);
    expect(gaps).toHaveTextContent('1 of 480 requests left no record');
  });

  it('shows when records got lost, with what happened then', async () => {
    show(WITH_GAPS);
    const chart = await screen.findByRole('slider', { name: /^Recorded/ });
    act(() => chart.focus());
    await userEvent.keyboard('{Home}');
    for (let hour = 0; hour < 11; hour += 1) {
      await userEvent.keyboard('{ArrowRight}');
    }
    expect(chart).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/94.4 %; 500 requests. Version 3 went live/),
    );
  });

  it('shows the same as a table', async () => {
    show(WITH_GAPS);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const rows = within(
      screen.getByRole('table', { name: 'Completeness by version and gap' }),
    ).getAllByRole('row');
    expect(rows).toHaveLength(9);
    expect(rows[1]).toHaveTextContent('3whole rangerequests9721,0002897.2 %');
  });

  it('says first how much was recorded of all versions together', async () => {
    show([...WITH_GAPS, { ...WITH_GAPS[0], version: 2 }], 0, {
      basis: 'mixed',
      uncounted: 1,
      stored: 1_990,
      expected: 2_000,
      missing: 10,
      share: 0.995,
    });
    const [first] = await screen.findAllByText(/recorded in the last 30 days/);
    expect(first).toHaveTextContent(
      'All versions: 99.5 % recorded in the last 30 days: 1,990 of 2,000 answers, 10 missing.',
    );
    expect(
      screen.getByText(
        /tail is unknown\. Without 1 version that nobody counted/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    expect(screen.getAllByRole('row')[1]).toHaveTextContent(
      'allwhole rangeanswers1,9902,0001099.5 %',
    );
  });

  it('says nothing of all versions where there is one alone', async () => {
    show(WITH_GAPS);
    await screen.findByText(/97.2 % recorded/);
    expect(screen.queryByText('All versions')).not.toBeInTheDocument();
  });

  it('says what cannot be known where instances number their records', async () => {
    show([{ ...WITH_GAPS[0], basis: 'sequence' }]);
    expect(await screen.findByText(/The tail is unknown/)).toBeInTheDocument();
  });

  it('says what is to be done where nobody counts', async () => {
    show([
      {
        version: 1,
        basis: 'none',
        stored: 0,
        expected: 0,
        missing: 0,
        series: [],
        gaps: [],
        furtherGaps: 0,
      },
    ]);
    expect(
      await screen.findByText(/nobody has counted what it answered/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^No live request to it passed a gateway that counts in this time: .* Where it answers without such a gateway, number the records of each instance from 1/,
      ),
    ).toBeInTheDocument();
  });

  it.each([
    ['Nothing to compare in this range', 0],
    ['Not compared yet', 300],
  ])('says %p where there were %p requests', async (title, liveRequests) => {
    show([], liveRequests);
    expect(await screen.findByText(title)).toBeInTheDocument();
  });

  it('shows that it is loading, and that it could not', async () => {
    server.use(answerNever(operations.getCompleteness));
    show();
    expect(
      screen.getByRole('status', {
        name: 'Loading the completeness of the records',
      }),
    ).toBeInTheDocument();
  });

  it('lets one try again what could not be loaded', async () => {
    server.use(answerError(operations.getCompleteness, 500, 'out of order'));
    show();
    expect(
      await screen.findByText('Could not load the completeness of the records'),
    ).toBeInTheDocument();
  });
});
