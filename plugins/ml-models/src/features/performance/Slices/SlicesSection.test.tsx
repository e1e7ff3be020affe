import {
  operations,
  PerformanceSlices,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import { aPerformanceReport } from '../../../__testUtils__/builders/aPerformanceReport';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ComparedReport } from '../Comparison/comparison';
import { SlicesSection } from './SlicesSection';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const { totals } = aPerformanceReport();
const aDimension = (feature: string): PerformanceSlices['dimensions'][0] => ({
  feature,
  slices: [
    {
      kind: 'value',
      value: 'UA',
      totals: { ...totals, requests: 600, errors: 12, accuracy: 0.61 },
    },
    {
      kind: 'other',
      value: 'other',
      totals: { ...totals, requests: 400, errors: 0, accuracy: undefined },
    },
  ],
});

const theSlices = (dimensions: PerformanceSlices['dimensions']) => ({
  environment: 'production',
  from: '2026-03-01T00:00:00.000Z',
  until: '2026-03-02T00:00:00.000Z',
  dimensions,
});

function show(
  features: string[] | undefined,
  slice = '',
  { named = ['inputs.carrier'], hasBaseline = true } = {},
) {
  if (features) {
    server.use(
      answer(operations.getSlices, theSlices(features.map(aDimension))),
    );
  }
  const onSlice = jest.fn();
  renderModels(
    <SlicesSection
      params={{ namespace: 'default', name: 'flight-delay' }}
      query={{}}
      named={named}
      hasBaseline={hasBaseline}
      totals={totals}
      slice={slice}
      onSlice={onSlice}
      comparedWith=""
    />,
  );
  return onSlice;
}

const compared: ComparedReport = {
  label: 'version 2',
  report: aPerformanceReport({
    totals: { ...aPerformanceReport().totals, accuracy: 0.7 },
  }),
  query: { version: 2 },
  shiftMs: 0,
};

/** @param isLoading - whether the report to compare with is still to come */
function showCompared({ isLoading = false } = {}) {
  renderModels(
    <SlicesSection
      params={{ namespace: 'default', name: 'flight-delay' }}
      query={{}}
      named={['inputs.carrier']}
      hasBaseline
      totals={totals}
      slice=""
      onSlice={() => {}}
      compared={isLoading ? undefined : compared}
      comparedWith="version 2"
    />,
  );
}

/** Answers the slices, and for version 2 what it is told. */
function answerBoth(ofVersion2: () => Response | Promise<Response>) {
  server.use(
    http.get(`${TEST_API_URL}${operations.getSlices.path}`, ({ request }) =>
      new URL(request.url).searchParams.get('version') === '2'
        ? ofVersion2()
        : HttpResponse.json(theSlices([aDimension('inputs.carrier')])),
    ),
  );
}

const rowsOf = async () =>
  within(await screen.findByRole('table', { name: 'By inputs.carrier' }))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('SlicesSection', () => {
  it('tells values apart, beneath all requests, with what each was measured on', async () => {
    show(['inputs.carrier']);
    const table = await screen.findByRole('table', {
      name: 'By inputs.carrier',
    });
    const [, all, value, other] = within(table).getAllByRole('row');
    expect(all).toHaveTextContent('all requests1,0000.8 %5 ms20 ms5000.8');
    expect(value).toHaveTextContent('UA6002 %5 ms20 ms5000.61');
    expect(other).toHaveTextContent('all others4000 %5 ms20 ms500–');
    expect(within(value).getByText('0.61')).toHaveAttribute(
      'title',
      'n = 500 labels',
    );
    for (const latency of ['5 ms', '20 ms']) {
      expect(within(value).getByText(latency)).toHaveAttribute(
        'title',
        'n = 980 timed requests',
      );
    }
    expect(screen.queryByLabelText('By')).not.toBeInTheDocument();
  });

  it('makes no more of what rests on few labels than it is', async () => {
    const few = { ...totals, accuracy: 0, labels: 3, samples: { accuracy: 3 } };
    const slice = (value: string, of: typeof totals) => ({
      kind: 'value' as const,
      value,
      totals: of,
    });
    server.use(
      answer(
        operations.getSlices,
        theSlices([
          {
            feature: 'inputs.carrier',
            slices: [
              slice('UA', { ...totals, accuracy: 0.61 }),
              slice('HA', few),
            ],
          },
        ]),
      ),
    );
    show(undefined);
    const table = await screen.findByRole('table', {
      name: 'By inputs.carrier',
    });
    const [, , enough, tooFew] = within(table).getAllByRole('row');
    expect(enough).not.toHaveTextContent('too few to judge');
    expect(tooFew).toHaveTextContent(/30 too few to judge$/);
    // Or the page would be as wide as the table that scrolls in it.
    expect(
      within(tooFew).getAllByText('too few to judge')[0].parentElement,
    ).toHaveStyle({ position: 'relative' });
    expect(
      within(tooFew).getByTitle('n = 3 labels, too few to judge'),
    ).toHaveTextContent('0');
    expect(
      screen.getByText(/In italics: measured on fewer than 500 labels/),
    ).toBeInTheDocument();
  });

  it('tells how far off the ROC AUC of a slice may be', async () => {
    const off = { ...totals, rocAuc: 0.72, rocAucErrorMax: 0.03 };
    server.use(
      answer(
        operations.getSlices,
        theSlices([
          {
            feature: 'inputs.carrier',
            slices: [{ kind: 'value', value: 'UA', totals: off }],
          },
        ]),
      ),
    );
    show(undefined);
    expect(await screen.findByText('0.72 ± 0.03')).toBeInTheDocument();
  });

  it('explains nothing where all rests on enough', async () => {
    show(['inputs.carrier']);
    await screen.findByRole('table', { name: 'By inputs.carrier' });
    expect(screen.queryByText(/In italics/)).not.toBeInTheDocument();
  });

  it('scrolls by keys where it is wider than its place', async () => {
    show(['inputs.carrier']);
    expect(
      await screen.findByRole('region', { name: 'By inputs.carrier' }),
    ).toHaveAttribute('tabindex', '0');
  });

  it('has every measure that the task has, each with its own n', async () => {
    const measured = {
      ...totals,
      precision: 0.4,
      logLoss: 0.52,
      samples: { accuracy: 500, precision: 590, logLoss: 580 },
    };
    server.use(
      answer(
        operations.getSlices,
        theSlices([
          {
            feature: 'inputs.carrier',
            slices: [{ kind: 'value', value: 'UA', totals: measured }],
          },
        ]),
      ),
    );
    show(undefined);
    const table = await screen.findByRole('table', {
      name: 'By inputs.carrier',
    });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .slice(-4)
        .map(header => header.textContent),
    ).toEqual(['Labels', 'Accuracy', 'Precision', 'Log loss']);
    expect(within(table).getByText('0.52')).toHaveAttribute(
      'title',
      'n = 580 labels',
    );
    expect(within(table).getByText('0.4')).toHaveAttribute(
      'title',
      'n = 590 labels',
    );
  });

  it('lets another input be chosen', async () => {
    const onSlice = show(['inputs.carrier', 'inputs.origin'], 'inputs.origin');
    await screen.findByRole('table', { name: 'By inputs.origin' });
    fireEvent.mouseDown(screen.getByRole('button', { name: /inputs.origin/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'inputs.carrier' }),
    );
    expect(onSlice).toHaveBeenCalledWith('inputs.carrier');
  });

  it('says how inputs are chosen while none is', async () => {
    show([], '', { named: [] });
    expect(
      await screen.findByText(/No input is told apart by its values/),
    ).toHaveTextContent('spec.monitoring.slices: [inputs.carrier]');
  });

  it.each([
    [
      'there is no baseline',
      false,
      'and there is none yet. It comes with the reference rows',
    ],
    [
      'no record was told apart',
      true,
      'and no record of this range is told apart by that',
    ],
  ])('says why inputs that are named show nothing: %s', async (_, has, why) => {
    show([], '', { named: ['inputs.carrier'], hasBaseline: has });
    expect(
      await screen.findByText(/entity names inputs.carrier/),
    ).toHaveTextContent(why);
    expect(screen.queryByText(/Name up to three/)).not.toBeInTheDocument();
  });

  it('puts what it is compared with beneath each value, with its n', async () => {
    const slice = (value: string, accuracy: number) => ({
      kind: 'value' as const,
      value,
      totals: {
        ...totals,
        requests: 500,
        accuracy,
        labels: 590,
        samples: { accuracy: 590 },
      },
    });
    answerBoth(() =>
      HttpResponse.json(
        theSlices([
          {
            feature: 'inputs.carrier',
            slices: [slice('UA', 0.58), slice('DL', 0.77)],
          },
        ]),
      ),
    );
    showCompared();
    expect(await screen.findByText('0.58')).toHaveAttribute(
      'title',
      'version 2: n = 590 labels',
    );
    expect(await rowsOf()).toEqual([
      'all requestsversion 21,0001,0000.8 %0.8 %5 ms5 ms20 ms20 ms5005000.80.7',
      'UAversion 26005002 %1.6 %5 ms5 ms20 ms20 ms5005900.610.58',
      'all othersversion 2400–0 %–5 ms–20 ms–500–––',
      'DLversion 2–500–1.6 %–5 ms–20 ms–590–0.77',
    ]);
  });

  it('keeps the place of what it is compared with while that loads', async () => {
    answerBoth(() => new Promise<never>(() => {}));
    showCompared({ isLoading: true });
    expect((await rowsOf())[1]).toBe('UAversion 2600…2 %…5 ms…20 ms…500…0.61…');
    cleanup();
    showCompared();
    expect((await rowsOf())[1]).toContain('0.61…');
  });

  it('stays without what cannot be loaded, and says so', async () => {
    answerBoth(() =>
      HttpResponse.json(
        {
          error: { name: 'Error', message: 'Out of order' },
          response: { statusCode: 503 },
        },
        { status: 503 },
      ),
    );
    showCompared();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the slices of version 2 to compare withOut of order',
    );
    expect((await rowsOf())[1]).toBe('UA6002 %5 ms20 ms5000.61');
  });

  it('keeps its place while it loads', async () => {
    server.use(answerNever(operations.getSlices));
    show(undefined);
    expect(
      await screen.findByRole('status', { name: 'Loading the slices' }),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    server.use(answerError(operations.getSlices, 503, 'Out of order'));
    show(undefined);
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
  });
});
