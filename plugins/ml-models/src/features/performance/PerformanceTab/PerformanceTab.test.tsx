import {
  DataQualityFinding,
  operations,
  PerformanceComparison,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  act,
  cleanup,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useLocation } from 'react-router-dom';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import { aFeatureDistribution } from '../../../__testUtils__/builders/aFeatureDistribution';
import { aModelStatus } from '../../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { aVersion } from '../../../__testUtils__/builders/aVersion';
import {
  aFeatureDrift,
  aPerformanceComparison,
  aPerformanceReport,
  aSeriesPoint,
} from '../../../__testUtils__/builders/aPerformanceReport';
import {
  aFailingVerdict,
  anUnconfirmedVerdict,
  aVerdict,
  aVerdictSoFar,
} from '../../../__testUtils__/builders/aVerdict';
import { renderModels } from '../../../__testUtils__/renderModels';
import { HOW_BASELINE_COMES } from '../howBaselineComes';
import { PerformanceTab } from './PerformanceTab';

/** Totals of predictions that nothing has come back about. */
const NO_LABELS = {
  errors: 0,
  invalidRequests: 0,
  labels: 0,
  labelsMissing: 0,
  samples: {},
  timed: 0,
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

beforeEach(() => {
  server.use(
    answer(operations.getModelStatus, {
      modelRef: 'mlmodel:default/flight-delay',
      serving: { runtime: 'local' },
      environments: ['staging', 'production'].map(name => ({
        name,
        traffic: [],
        requestsLastHour: 0,
        errorsLastHour: 0,
        verdict: aVerdict(),
      })),
    }),
    answer(operations.listVersions, { items: [] }),
    answer(operations.getCompleteness, {
      environment: 'production',
      from: '2026-03-01T10:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      settledUntil: '2026-03-01T11:55:00.000Z',
      bucketSeconds: 3_600,
      versions: [],
    }),
    answer(operations.getInferenceHistogram, {
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      bucketSeconds: 2_419_200,
      buckets: [],
      total: 0,
      errors: 0,
    }),
    answer(operations.getFeatureDistribution, aFeatureDistribution()),
    answer(operations.getSlices, {
      environment: 'production',
      from: '2026-03-01T10:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      dimensions: [],
    }),
  );
});

function Address() {
  return <output aria-label="address">{useLocation().search}</output>;
}

const address = () =>
  new URLSearchParams(
    screen.getByRole('status', { name: 'address', hidden: true }).textContent ??
      '',
  );

const showAs = (search = '', entity = anMlModelEntity()) =>
  renderModels(
    <>
      <PerformanceTab />
      <Address />
    </>,
    { entity, url: `/${search}` },
  );

function show(
  report: Partial<PerformanceReport> = {},
  search = '',
  entity = anMlModelEntity(),
) {
  server.use(answer(operations.getPerformance, aPerformanceReport(report)));
  showAs(search, entity);
}

const chart = (name: string) => screen.findByRole('slider', { name });

describe('PerformanceTab', () => {
  it('says first whether the model is still good, with reasons', async () => {
    show({ verdict: aFailingVerdict() });
    expect(
      await screen.findByText('It needs someone now in production.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Serving 9.1 % errors/ }),
    ).toBeInTheDocument();
  });

  it('says what looks bad while that is not confirmed yet', async () => {
    show({ verdict: anUnconfirmedVerdict() });
    expect(
      await screen.findByText(
        '7 of 13 features have drifted in production in the last 24 hours.',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/seen in 1 window of 5 minutes/)).toHaveLength(
      1,
    );
    expect(screen.getAllByText('Looks bad so far')).toHaveLength(2);
  });

  it('says of a version that is not live why nobody judges it', async () => {
    const text =
      'Version 1 is not live in production: verdicts are of the version that is, 2';
    show({
      verdict: aVerdict({
        state: 'unknown',
        reasons: [
          { signal: 'not-live', state: 'unknown', text },
          // What looked bad when it was last judged is no headline any more.
          {
            signal: 'feature-drift',
            state: 'unknown',
            seen: 'degraded',
            text: '7 of 13 features have drifted',
          },
        ],
      }),
    });
    expect(
      await screen.findByText(
        'What it answered is shown, but verdicts are of what is live in production.',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Not live')).toHaveLength(1);
    expect(screen.getByText(text)).toBeInTheDocument();
    expect(
      screen.getByText('7 of 13 features have drifted'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/too little to judge by/)).toBeNull();
  });

  it('says what is within its limits so far, and what is yet to be judged', async () => {
    const verdict = aVerdictSoFar();
    show({ verdict });
    expect(
      await screen.findByText(
        'What could be judged so far is within its limits in production.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Healthy so far')).toBeInTheDocument();
    expect(screen.getByText(verdict.reasons[1].text)).toBeInTheDocument();
    // Without limits nobody has judged.
    expect(screen.queryByText(/^Judged/)).not.toBeInTheDocument();
  });

  const driftReason = {
    signal: 'feature-drift',
    state: 'degraded',
    text: '8 of 13 features have drifted',
  } as const;

  it('leads to the words on drift where there is no heat map', async () => {
    show({
      verdict: aVerdict({ state: 'degraded', reasons: [driftReason] }),
      baseline: undefined,
      drift: [],
    });
    const words = await screen.findByText(/There is no baseline to compare/);
    words.scrollIntoView = jest.fn();
    await userEvent.click(
      screen.getByRole('button', { name: driftReason.text }),
    );
    expect(words).toHaveFocus();
  });

  it('offers no way to charts that are not there', async () => {
    show({
      verdict: aVerdict({
        state: 'degraded',
        reasons: [
          driftReason,
          { signal: 'completeness', state: 'degraded', text: '12 were lost' },
        ],
      }),
      totals: { ...NO_LABELS, requests: 0, replayed: 0 },
      series: [],
    });
    expect(await screen.findByText(driftReason.text)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: driftReason.text })).toBeNull();
    expect(
      screen.getByRole('button', { name: '12 were lost' }),
    ).toBeInTheDocument();
  });

  it('says since when, and by which limits', async () => {
    show({
      verdict: {
        ...aFailingVerdict(),
        reasons: [
          {
            signal: 'error-rate',
            state: 'failing',
            text: 'Serving 9.1 % errors in the last 15 minutes (limit 5 %, n = 480); first seen at 11:05 UTC',
            what: 'Serving 9.1 % errors',
            period: 'in the last 15 minutes',
            since: '2026-03-01T11:05:00.000Z',
            basis: 'limit 5 %, n = 480',
          },
        ],
        limits: [
          {
            signal: 'error-rate',
            degraded: 'above 2 %',
            failing: 'above 5 %',
            fromModel: true,
          },
          { signal: 'feature-drift', degraded: '20 %', fromModel: false },
        ],
      },
    });
    expect(
      await screen.findByRole('button', {
        name: /^Serving 9.1 % errors in the last 15 minutes \(limit 5 %, n = 480\); first seen on 1 Mar at \d\d:05$/,
      }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Limits' }));
    const rows = within(
      await screen.findByRole('table', { name: 'Limits by signal' }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(
      'Errors, 15 minutesabove 2 %above 5 %the model',
    );
    expect(rows[2]).toHaveTextContent('never alonedefault');
    expect(
      screen.getByText(
        /first look at a model in an environment, not at each version, .* quality is judged by one measure, which its reason names\. .*p95, which lies between the p90 and the p99 of the charts/,
      ),
    ).toBeInTheDocument();
  });

  it.each([
    [
      ['feature-drift', 'prediction-drift'],
      'Its data has drifted; nothing else is degraded in production.',
    ],
    [
      ['completeness'],
      'It answers, but not all of its answers are recorded in production.',
    ],
    [[], 'It answers, but not as well as it should in production.'],
    [
      ['feature-drift', 'quality'],
      'It answers, but not as well as it should in production.',
    ],
  ] as const)(
    'says what is degraded, and no more: %j',
    async (signals, sentence) => {
      show({
        verdict: aVerdict({
          state: 'degraded',
          reasons: [
            { signal: 'error-rate', state: 'healthy', text: '0 % errors' },
            ...signals.map(signal => ({
              signal,
              state: 'degraded' as const,
              text: `Too much ${signal}`,
            })),
          ],
        }),
      });
      expect(await screen.findByText(sentence)).toBeInTheDocument();
    },
  );

  it.each([
    [undefined, 'It answers, but not as well as it should in production.'],
    [true, 'It looks better, but too briefly to be sure in production.'],
  ])(
    'says that it recovers once all that was bad does: %p',
    async (recovering, sentence) => {
      const reason = { state: 'degraded' as const, text: 'Too much' };
      show({
        verdict: aVerdict({
          state: 'degraded',
          reasons: [
            { ...reason, signal: 'prediction-drift', recovering: true },
            { ...reason, signal: 'quality', recovering },
          ],
        }),
      });
      expect(await screen.findByText(sentence)).toBeInTheDocument();
    },
  );

  it.each([
    ['error-rate', 'Errors by type'],
    ['latency', 'Latency'],
    ['feature-drift', 'Drift over time, worst first'],
    ['prediction-drift', 'Prediction drift'],
    ['quality', 'Quality'],
    ['completeness', 'Completeness'],
    ['no-data', 'Traffic'],
  ] as const)('leads from a reason to its chart: %s', async (signal, title) => {
    const text = `Too much ${signal}`;
    const reason = { signal, state: 'failing' as const, text };
    show({ verdict: aVerdict({ state: 'failing', reasons: [reason] }) });
    await screen.findByRole('heading', { name: 'Completeness' });
    // jsdom does not lay out, so it cannot scroll.
    Element.prototype.scrollIntoView = jest.fn();
    await userEvent.click(screen.getByRole('button', { name: text }));
    expect(document.activeElement).toHaveTextContent(new RegExp(`^${title}`));
  });

  it('gives each number with what it was measured on', async () => {
    show();
    const totals = (await screen.findByText('Latency p99 ≈')).closest('dl');
    expect(totals).toHaveTextContent('0.8 % 8 of 1,000');
    expect(totals).toHaveTextContent('20 ms n = 980');
    expect(totals).toHaveTextContent('0.8 n = 500 labels');
    expect(totals).toHaveTextContent('50.4 % 500 of 992');
  });

  it.each([
    ['Not compared yet', 27_000],
    ['Nothing to compare in this range', 27_400],
  ])(
    'says of completeness: %s, where %p are replayed',
    async (title, replayed) => {
      show({ totals: { ...NO_LABELS, requests: 27_400, replayed } });
      expect(await screen.findByText(title)).toBeInTheDocument();
    },
  );

  it.each([
    [0, 'None of 3 requests in this range failed.'],
    [
      1,
      'None of 2 requests in this range failed. Of 1 request it is not known: imported from a log that has no failures in it.',
    ],
    [
      3,
      'Of 3 requests it is not known: imported from a log that has no failures in it.',
    ],
  ])(
    'says that nothing failed where that is known: not of %d of 3',
    async (failuresUntold, words) => {
      const { series, totals } = aPerformanceReport();
      show({
        totals: {
          ...totals,
          requests: 3,
          errors: 0,
          failuresUntold: failuresUntold || undefined,
        },
        series: series.map(point => ({
          ...point,
          errors: 0,
          errorsByType: {},
        })),
      });
      expect(await screen.findByText(words)).toBeInTheDocument();
    },
  );

  it.each([
    ['', 'status:invalid environment:production'],
    ['?version=3', 'status:invalid environment:production version:3'],
  ])(
    'tells of what was refused where nothing else failed, and leads there: %p',
    async (search, q) => {
      const { series, totals } = aPerformanceReport();
      show(
        {
          totals: { ...totals, errors: 0, invalidRequests: 3 },
          series: series.map(point => ({
            ...point,
            errors: 0,
            errorsByType: {},
            invalidRequests: 1,
          })),
        },
        search,
      );
      expect(
        await screen.findByText(
          'None of 1,000 requests in this range failed in the model or its service; 3 were refused as invalid.',
        ),
      ).toBeInTheDocument();
      const link = screen.getByRole('link', { name: 'Why they were refused' });
      const { pathname, searchParams } = new URL(
        link.getAttribute('href') ?? '',
        'http://portal',
      );
      expect(pathname).toBe('/catalog/default/mlmodel/flight-delay/logs');
      expect(Object.fromEntries(searchParams)).toEqual({
        view: 'exceptions',
        range: '2026-03-01T10:00:00.000Z..2026-03-01T12:00:00.000Z',
        q,
      });
    },
  );

  it('says how many requests were replayed', async () => {
    show({
      totals: { ...NO_LABELS, requests: 27_400, replayed: 27_000 },
    });
    expect(
      await screen.findByText('27,000 of 27,400 requests were replayed'),
    ).toBeInTheDocument();
  });

  it('reads every chart with unit, sample size and deployments', async () => {
    show();
    const latency = await chart('Latency, ms');
    act(() => latency.focus());
    await userEvent.keyboard('{End}');
    expect(latency).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(
        /p50 5 ms, p90 9 ms, p99 20 ms; 390 timed requests. Version 3 went live in production$/,
      ),
    );
    expect(await chart('Quality, share')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining(
        'Accuracy 0.8 (n = 200, too few to judge), ROC AUC 0.72 (n = 190, too few to judge); 200 labels',
      ),
    );
    expect(
      await chart(
        'Prediction drift, Jensen-Shannon distance per hour, 0 to 1; each step of the version that answered most in it',
      ),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining(
        'distance 0.05 (n = 398, too few to judge); 398 predictions',
      ),
    );
    expect(await chart('Errors by type, errors per hour')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining(
        'ValueError 2 errors, TimeoutError 0 errors; 400 requests',
      ),
    );
    expect(
      await chart('Traffic, requests per hour, each row of a batch one'),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('ok 398 requests, errors 2 requests'),
    );
    expect(
      await chart('Labels arrived, share of answered predictions'),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('arrived 50.3 %; 398 predictions'),
    );
    const charts = screen.getAllByRole('slider');
    expect(charts).toHaveLength(6);
    for (const each of charts) {
      expect(each).toHaveAttribute(
        'aria-valuetext',
        expect.stringMatching(/Version 3 went live in production$/),
      );
    }
  });

  it('offers each version, to look at alone and to compare with', async () => {
    server.use(
      answer(operations.listVersions, {
        items: [aVersion({ version: 3 }), aVersion({ version: 2 })],
      }),
    );
    show();
    await chart('Latency, ms');
    const choose = async (field: RegExp, name: string) => {
      fireEvent.mouseDown(screen.getByRole('button', { name: field }));
      await userEvent.click(await screen.findByRole('option', { name }));
    };
    await choose(/^Version/, 'version 3');
    await waitFor(() => expect(address().get('version')).toBe('3'));
    server.use(answer(operations.comparePerformance, aPerformanceComparison()));
    await choose(/^Compare with/, 'version 2');
    await waitFor(() => expect(address().get('compare')).toBe('v2'));
    await choose(/^Version/, 'all that served');
    await waitFor(() => expect(address().get('version')).toBeNull());
  });

  it('tells how far off ROC AUC may be in the totals, in detail and over time', async () => {
    const off = { rocAuc: 0.72, rocAucErrorMax: 0.03 };
    show({
      totals: { ...aPerformanceReport().totals, ...off },
      series: [aSeriesPoint({ ...off, labels: 600, samples: { rocAuc: 600 } })],
    });
    const row = await screen.findByRole('row', { name: /^ROC AUC/ });
    expect(row).toHaveTextContent(/^ROC AUC0\.72 ± 0\.03/);
    expect(
      screen.getAllByText('0.72 ± 0.03').map(({ tagName }) => tagName),
    ).toEqual(expect.arrayContaining(['SPAN', 'DIV']));
    const quality = await chart('Quality, share');
    act(() => quality.focus());
    await userEvent.keyboard('{Home}');
    expect(quality).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('ROC AUC 0.72 ± 0.03 (n = 600)'),
    );
  });

  it('tells how to send outcomes while none have arrived', async () => {
    show({
      totals: { ...NO_LABELS, requests: 1_000, replayed: 0 },
      series: [
        aSeriesPoint({ labels: 0, accuracy: undefined, rocAuc: undefined }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'How to send true outcomes' }),
    );
    expect(
      await screen.findByText(
        /"stringValue":"noshelfware.feedback"|noshelfware.feedback/,
      ),
    ).toHaveTextContent('mlmodel:default/flight-delay');
    expect(
      screen.getByRole('link', { name: 'token that may send records' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/mlmodel/flight-delay/versions?newToken=ingest',
    );
  });

  it('zooms into a range selected on a chart, in the URL', async () => {
    show();
    const latency = await chart('Latency, ms');
    act(() => latency.focus());
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Enter}');
    expect(address().get('range')).toBe(
      '2026-03-01T10:00:00.000Z..2026-03-01T12:00:00.000Z',
    );
  });

  it('asks for what the link says', async () => {
    const queries: URLSearchParams[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        ({ request }) => {
          queries.push(new URL(request.url).searchParams);
          return HttpResponse.json(aPerformanceReport());
        },
      ),
    );
    showAs(
      '?range=2026-03-01T00:00:00.000Z..2026-03-02T00:00:00.000Z&environment=staging&version=2',
    );
    await chart('Latency, ms');
    expect(Object.fromEntries(queries[0])).toEqual({
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-02T00:00:00.000Z',
      environment: 'staging',
      version: '2',
    });
  });

  it('says so when a link holds a range that makes no sense', async () => {
    show({}, '?range=banana');
    await chart('Latency, ms');
    expect(screen.getByText(/is not a range/)).toHaveTextContent(
      'range=banana in the address is not a range: showing the last 7 days.',
    );
  });

  it.each([
    [
      'version=latest',
      'version=latest in the address is not the number of a version: showing all that served.',
    ],
    [
      'version=2.5',
      'version=2.5 in the address is not the number of a version: showing all that served.',
    ],
    [
      'compare=2',
      'compare=2 in the address is neither previous nor a version such as v2: nothing is compared.',
    ],
  ])('says so when a link holds what is none: %s', async (search, words) => {
    show({}, `?${search}`);
    await chart('Latency, ms');
    expect(
      screen.getByText(
        (_, element) =>
          element?.getAttribute('role') === 'status' &&
          element.textContent === words,
      ),
    ).toBeInTheDocument();
  });

  it('says that there is no such environment, and leads to one that is', async () => {
    server.use(
      answerError(
        operations.getPerformance,
        404,
        'Its environments are staging, production',
      ),
    );
    showAs('?environment=moon');
    expect(
      await screen.findByText('There is no environment moon'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Its environments are staging, production.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    server.use(answer(operations.getPerformance, aPerformanceReport()));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the main environment' }),
    );
    expect(address().get('environment')).toBeNull();
    await chart('Latency, ms');
  });

  it('offers environments that only report', async () => {
    server.use(
      answer(
        operations.getModelStatus,
        aModelStatus({ otherEnvironments: ['batch'] }),
      ),
    );
    show();
    await chart('Latency, ms');
    fireEvent.mouseDown(screen.getByRole('button', { name: /^Environment/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'batch' }));
    await waitFor(() => expect(address().get('environment')).toBe('batch'));
  });

  it('keeps the shape of the page while it loads', async () => {
    server.use(answerNever(operations.getPerformance));
    showAs();
    expect(
      await screen.findByRole('status', {
        name: 'Loading the performance report',
      }),
    ).toBeInTheDocument();
  });

  it('says what went wrong, and lets another range be chosen', async () => {
    server.use(
      answerError(operations.getPerformance, 503, 'Profiles cannot be read'),
    );
    showAs();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Profiles cannot be read',
    );
    expect(
      screen.getByRole('button', { name: 'Time range: Last 7 days' }),
    ).toBeEnabled();
  });

  it('says that there is no such version, and offers all of them', async () => {
    server.use(
      answerError(operations.getPerformance, 404, 'It has no version 77'),
    );
    showAs('?version=77');
    expect(
      await screen.findByText('There is no version 77'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    server.use(answer(operations.getPerformance, aPerformanceReport()));
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all versions' }),
    );
    expect(address().get('version')).toBeNull();
    expect(await chart('Latency, ms')).toBeInTheDocument();
  });

  it('says why there is nothing, and what to do, before the first request', async () => {
    show({
      totals: { ...NO_LABELS, requests: 0, replayed: 0 },
      series: [],
      drift: [],
      heatmap: { starts: [], bucketSeconds: 3_600, rows: [] },
    });
    expect(
      await screen.findByText('No requests in this range'),
    ).toBeInTheDocument();
    // What Logs show in the same time may be a smoke test.
    expect(
      screen.getByText(/No prediction that a caller got .* Smoke tests/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('link', { name: 'Look at all time' }),
    );
    expect(address().get('range')).toBe('all');
    expect(await screen.findByText('No requests yet')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Look at all time' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Look at the logs' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/mlmodel/flight-delay/logs?q=environment%3Aproduction&range=all',
    );
  });
});

describe('comparing on the Performance tab', () => {
  /** Answers this week and, for any other query, what it is compared with. */
  function showCompared(
    search: string,
    then: Partial<PerformanceReport>,
    between: Partial<PerformanceComparison> = {},
    now: Partial<PerformanceReport> = {},
  ) {
    const queries: URLSearchParams[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        ({ request }) => {
          const query = new URL(request.url).searchParams;
          queries.push(query);
          const isNow =
            query.get('from') === '2026-03-01T10:00:00.000Z' &&
            !query.has('version');
          return HttpResponse.json(aPerformanceReport(isNow ? now : then));
        },
      ),
    );
    server.use(
      answer(operations.comparePerformance, aPerformanceComparison(between)),
    );
    showAs(
      `?range=2026-03-01T10:00:00.000Z..2026-03-01T12:00:00.000Z${search}`,
    );
    return queries;
  }

  const before: Partial<PerformanceReport> = {
    series: [
      aSeriesPoint({ start: '2026-03-01T08:00:00.000Z', p50Ms: 4 }),
      aSeriesPoint({ start: '2026-03-01T09:00:00.000Z', p50Ms: 6 }),
    ],
    totals: { ...aPerformanceReport().totals, requests: 800, p50Ms: 4 },
    drift: [aFeatureDrift({ measures: { jsDistance: 0.11 } })],
  };

  it('lays the period before over every chart, and tells the difference in numbers', async () => {
    const queries = showCompared('', before);
    await chart('Latency, ms');
    fireEvent.mouseDown(screen.getByRole('button', { name: /Compare with/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'previous period' }),
    );
    expect(address().get('compare')).toBe('previous');
    await waitFor(() =>
      expect(Object.fromEntries(queries.at(-1) ?? [])).toEqual({
        from: '2026-03-01T08:00:00.000Z',
        until: '2026-03-01T10:00:00.000Z',
      }),
    );
    expect(
      await screen.findByText('+25 % against previous period (800)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('+25 % against previous period (4 ms)'),
    ).toBeInTheDocument();
    const latency = await chart('Latency, ms');
    act(() => latency.focus());
    await userEvent.keyboard('{End}');
    expect(latency).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('p50 5 ms, p50, previous period 6 ms'),
    );
  });

  it('says once that there is nothing to compare with', async () => {
    showCompared('&compare=previous', {
      series: [],
      totals: { ...aPerformanceReport().totals, requests: 0, p50Ms: undefined },
      drift: [],
    });
    expect(
      await screen.findByText(
        'There is nothing to compare with: previous period has no requests',
      ),
    ).toBeInTheDocument();
    await screen.findByRole('table', { name: 'Drift by feature' });
    expect(screen.queryByText(/previous period: not measured/)).toBeNull();
    expect(screen.queryByText('…')).toBeNull();
    expect(
      screen.queryByRole('columnheader', { name: /previous period/ }),
    ).toBeNull();
  });

  it('puts the drift of another version beside each feature, with the change', async () => {
    const queries = showCompared('&compare=v2', before);
    const table = await screen.findByRole('table', {
      name: 'Drift by feature',
    });
    await within(table).findByRole('columnheader', { name: /JS, version 2/ });
    const [, distance, carrier] = within(table).getAllByRole('row');
    await within(table).findByRole('columnheader', { name: 'JS to version 2' });
    expect(distance).toHaveTextContent(/^distanceDrift0\.310\.11\+0\.20\.25</);
    expect(carrier).toHaveTextContent(/^carrierStable0\.02–––/);
    expect(queries.map(query => query.get('version'))).toContain('2');
  });

  const aClass = (label: string, precision: number) => ({
    label,
    precision,
    recall: 0.5,
    f1: 0.444,
    n: 100,
    predicted: 125,
  });
  const aBin = (lower: number, positiveShare: number) => ({
    lower,
    upper: lower + 0.1,
    meanScore: lower + 0.05,
    positiveShare,
    n: 400,
  });
  const beforeInDetail: Partial<PerformanceReport> = {
    totals: {
      ...aPerformanceReport().totals,
      accuracy: 0.7,
      f1: 0.4,
      samples: { accuracy: 450, f1: 90 },
      calibrationError: 0.05,
      calibration: [aBin(0, 0.1)],
      classes: [aClass('late', 0.3), aClass('cancelled', 0.2)],
    },
  };

  it('says what measures rest on that look at a part of the labels', async () => {
    const { totals } = aPerformanceReport();
    show({
      totals: {
        ...totals,
        precision: 0.4,
        samples: { accuracy: totals.labels, precision: totals.labels - 1 },
      },
    });
    expect(
      await screen.findByText(/Precision rests on what was predicted positive/),
    ).toBeInTheDocument();
  });

  it('tells every measure of both sides, and the difference', async () => {
    showCompared('&compare=v2', beforeInDetail);
    const table = await screen.findByRole('table', {
      name: 'Measures of quality',
    });
    const cell = await within(table).findByText('0.7');
    expect(cell).toHaveAttribute(
      'title',
      'n = 450 of 500 labels, too few to judge',
    );
    expect(
      screen.getByText(/^In italics: measured on fewer than 500 labels/),
    ).toBeInTheDocument();
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'MeasureValueVersion 2DifferenceAt evaluation of version 3nn, version 2',
      'Accuracy0.80.7 too few to judge+0.10.83500450',
      'F1–0.4 too few to judge–––90',
      'Calibration error–0.05–––500',
    ]);
  });

  it('tells classes and calibration of both sides', async () => {
    showCompared(
      '&compare=v2',
      beforeInDetail,
      {},
      {
        totals: {
          ...aPerformanceReport().totals,
          calibrationError: 0.031,
          calibration: [aBin(0, 0.2)],
          classes: [aClass('late', 0.4)],
        },
      },
    );
    const table = await screen.findByRole('table', {
      name: 'Quality by class',
    });
    await within(table).findByText('cancelled');
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      'lateversion 20.40.30.50.50.4440.444100100125125',
      'cancelledversion 2–0.2–0.5–0.444–100–125',
    ]);
    const calibration = screen.getByRole('figure', { name: 'Calibration' });
    expect(within(calibration).getByText('version 2')).toBeInTheDocument();
    expect(calibration).toHaveTextContent(
      'off by 0.031 on average (calibration error, 0 to 1); those of version 2 by 0.05',
    );
  });

  it('asks for the slices of what it is compared with', async () => {
    const versions: Array<string | null> = [];
    server.use(
      http.get(`${TEST_API_URL}${operations.getSlices.path}`, ({ request }) => {
        versions.push(new URL(request.url).searchParams.get('version'));
      }),
    );
    showCompared('&compare=v2', before);
    await waitFor(() => expect(versions).toEqual([null, '2']));
  });

  it('asks for what it compares first, and only then for what with', async () => {
    const told: string[] = [];
    let noteOthersAsked = () => {};
    const othersAsked = new Promise<void>(resolve => {
      noteOthersAsked = resolve;
    });
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        async ({ request }) => {
          if (new URL(request.url).searchParams.has('version')) {
            told.push('other report asked');
            return HttpResponse.json(aPerformanceReport(before));
          }
          await othersAsked;
          told.push('report answered');
          return HttpResponse.json(aPerformanceReport());
        },
      ),
      http.get(`${TEST_API_URL}${operations.comparePerformance.path}`, () => {
        told.push('comparison asked');
        return HttpResponse.json(aPerformanceComparison());
      }),
      // Asked for after all of the above, were they asked for at once.
      http.get(`${TEST_API_URL}${operations.listVersions.path}`, () => {
        noteOthersAsked();
        return HttpResponse.json({ items: [] });
      }),
    );
    showAs('?compare=v2');
    await waitFor(() => expect(told).toHaveLength(3));
    expect(told[0]).toBe('report answered');
  });

  it('keeps the place of what it is compared with while that loads', async () => {
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        ({ request }) =>
          new URL(request.url).searchParams.has('version')
            ? new Promise<never>(() => {})
            : HttpResponse.json(aPerformanceReport()),
      ),
      answer(operations.comparePerformance, aPerformanceComparison()),
    );
    showAs('?compare=v2');
    const table = await screen.findByRole('table', {
      name: 'Measures of quality',
    });
    expect(table).toHaveTextContent(
      /Version 2Difference.*Accuracy0.8……0.83500…/,
    );
  });

  it('lists nothing in a legend that could not be drawn', async () => {
    showCompared('&compare=v2&feature=distance', before);
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getFeatureDistribution.path}`,
        ({ request }) => {
          const own = aFeatureDistribution();
          const isOther = new URL(request.url).searchParams.has('version');
          return HttpResponse.json(
            isOther ? { ...own, bins: own.bins.slice(1) } : own,
          );
        },
      ),
    );
    expect(
      await screen.findByText(/That of version 2 was counted in other bins/),
    ).toBeInTheDocument();
    const chartOf = screen.getByRole('figure', { name: 'Distribution' });
    expect(within(chartOf).queryByText('version 2')).toBeNull();
  });

  it('says why features cannot be compared directly', async () => {
    showCompared('&compare=v2', before, {
      drift: [],
      notComparable: 'Their records were never counted in the same bins',
    });
    expect(
      await screen.findByText(
        'Features are not compared with version 2 directly. Their records were never counted in the same bins. Each distance below is to the baseline of its own version.',
      ),
    ).toBeInTheDocument();
  });

  const tooFew = {
    decision: 'unknown',
    reason: 'Version 2 has 186 rows, and 500 are needed',
    baselineN: 186,
  } as const;

  it('shows no distance that rests on too few records of the other', async () => {
    showCompared('&compare=v2', before, {
      drift: [
        aFeatureDrift({ ...tooFew, measures: { jsDistance: 0.25 } }),
        aFeatureDrift({ feature: 'carrier', measures: { jsDistance: 0.15 } }),
      ],
    });
    const table = await screen.findByRole('table', {
      name: 'Drift by feature',
    });
    await within(table).findByRole('columnheader', { name: 'JS to version 2' });
    const [, distance, carrier] = within(table).getAllByRole('row');
    expect(distance).toHaveTextContent(/^distanceDrift0\.310\.11\+0\.2–</);
    expect(within(distance).getByTitle(tooFew.reason)).toHaveTextContent('–');
    expect(carrier).toHaveTextContent(/^carrierStable0\.02––0\.15/);
    expect(
      within(carrier).getByTitle(
        /^On [\d,]+ records?, against .* of version 2/,
      ),
    ).toHaveTextContent('0.15');
  });

  it('says so where none of them rests on enough', async () => {
    showCompared('&compare=v2', before, {
      drift: [aFeatureDrift({ ...tooFew, measures: { jsDistance: 0.25 } })],
    });
    expect(
      await screen.findByText(
        /not compared with version 2 directly\. Version 2 has 186 rows, and 500 are needed\. Each distance below/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'JS to version 2' }),
    ).toBeNull();
  });

  it('shows no distance of the other to its baseline that rests on too few', async () => {
    showCompared('&compare=v2', {
      ...before,
      drift: [
        aFeatureDrift({ ...tooFew, measures: { jsDistance: 0.11 } }),
        aFeatureDrift({ feature: 'carrier', measures: { jsDistance: 0.15 } }),
      ],
    });
    const table = await screen.findByRole('table', {
      name: 'Drift by feature',
    });
    await within(table).findByRole('columnheader', { name: /JS, version 2/ });
    const [, distance] = within(table).getAllByRole('row');
    expect(distance).toHaveTextContent(/^distanceDrift0\.31––0\.25</);
  });

  it('has no column for distances that there are none of', async () => {
    const drift = [
      aFeatureDrift({ ...tooFew, measures: { jsDistance: 0.11 } }),
    ];
    showCompared('&compare=v2', { ...before, drift }, { drift });
    expect(
      await screen.findByText(/^Features are not compared with/),
    ).toHaveTextContent(
      'Features are not compared with version 2. Version 2 has 186 rows, and 500 are needed.',
    );
    const table = screen.getByRole('table', { name: 'Drift by feature' });
    expect(
      within(table).queryByRole('columnheader', { name: /version 2|Change/ }),
    ).toBeNull();
  });

  it('says so when what is compared with cannot be loaded, and keeps the rest', async () => {
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        ({ request }) =>
          new URL(request.url).searchParams.has('version')
            ? HttpResponse.json(
                { error: { name: 'Error', message: 'Out of order' } },
                { status: 503 },
              )
            : HttpResponse.json(aPerformanceReport()),
      ),
    );
    server.use(answer(operations.comparePerformance, aPerformanceComparison()));
    showAs('?compare=v2');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the version 2 to compare with',
    );
    expect(await chart('Latency, ms')).toBeInTheDocument();
    expect(
      await screen.findByRole('table', { name: 'Measures of quality' }),
    ).toHaveTextContent(/^MeasureValueAt evaluation of version 3n/);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('has no period before all time', async () => {
    show({}, '?range=all');
    await chart('Latency, ms');
    fireEvent.mouseDown(screen.getByRole('button', { name: /Compare with/ }));
    expect(
      await screen.findByRole('option', {
        name: 'previous period (there is none before all time)',
      }),
    ).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('a range that moves', () => {
  it('is the same from end to end in every part of the page', async () => {
    const ranges = new Set<string>();
    const note = ({ request }: { request: Request }) => {
      const { searchParams } = new URL(request.url);
      ranges.add(`${searchParams.get('from')}..${searchParams.get('until')}`);
    };
    server.use(
      answer(operations.getPerformance, aPerformanceReport()),
      answer(operations.comparePerformance, aPerformanceComparison()),
    );
    server.use(
      ...[
        operations.getPerformance,
        operations.getSlices,
        operations.getCompleteness,
        operations.getFeatureDistribution,
        operations.comparePerformance,
      ].map(({ path }) => http.get(`${TEST_API_URL}${path}`, note)),
    );
    showAs('?range=15m&compare=v2&feature=distance');
    await screen.findByRole('region', { name: 'Feature distance' });
    expect(ranges.size).toBe(1);
    const [from, until] = [...ranges][0].split('..').map(Date.parse);
    expect(from % (5 * 60_000)).toBe(0);
    expect(until - from).toBeGreaterThanOrEqual(15 * 60_000);
    expect(until - from).toBeLessThan(20 * 60_000);
  });
});

describe('all time', () => {
  it('asks for nothing else while it is not known where it begins', async () => {
    server.use(
      answerError(operations.getInferenceHistogram, 500, 'The disk is full'),
    );
    // A report would be asked for in vain: nothing answers it.
    showAs('?range=all');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/when the records begin/);
    expect(alert).toHaveTextContent('The disk is full');
    expect(screen.queryByRole('status', { name: /Loading/ })).toBeNull();
  });

  it('begins with the first record', async () => {
    const queries: URLSearchParams[] = [];
    server.use(
      answer(operations.getInferenceHistogram, {
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-01T12:00:00.000Z',
        bucketSeconds: 2_419_200,
        buckets: [
          { start: '2025-12-01T00:00:00.000Z', ok: 0, errors: 0 },
          { start: '2025-12-29T00:00:00.000Z', ok: 5, errors: 0 },
        ],
        total: 5,
        errors: 0,
      }),
      http.get(
        `${TEST_API_URL}${operations.getPerformance.path}`,
        ({ request }) => {
          queries.push(new URL(request.url).searchParams);
          return HttpResponse.json(aPerformanceReport());
        },
      ),
    );
    showAs('?range=all');
    await chart('Latency, ms');
    expect(queries[0].get('from')).toBe('2025-12-29T00:00:00.000Z');
  });
});

describe('drift on the Performance tab', () => {
  const rowsOf = async (name: string) =>
    within(await screen.findByRole('table', { name })).getAllByRole('row');

  it('says how many features have drifted, and against what', async () => {
    show();
    expect(
      await screen.findByText(
        'Of version 3 alone, which answered most at the end of this range: version 2 is left out, choose it above to see its own. In the last 7 days: 1 of 2 features has drifted; the worst is distance, 0.31 from the baseline (drift begins at 0.1). Compared with the baseline of version 3 (10K reference rows). The verdict looks at what came in the last 24 hours.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/blank: too little to say, or of a version left out/),
    ).toBeInTheDocument();
  });

  it('lists every measure with both sample sizes, worst first', async () => {
    show();
    const [, worst, next] = await rowsOf('Drift by feature');
    expect(worst).toHaveTextContent(
      'distanceDrift0.31< 0.00010.42–0.2––1,00010K',
    );
    expect(next).toHaveTextContent('carrierStable0.020.40.01––––1,00010K');
  });

  it('lets all measures scroll beside the features where there is little room', async () => {
    show();
    const region = await screen.findByRole('region', {
      name: 'Drift by feature, all measures',
    });
    expect(
      within(region).getByRole('table', { name: 'Drift by feature' }),
    ).toBeInTheDocument();
    expect(within(region).getAllByRole('cell')[0]).toHaveStyle({
      position: 'sticky',
    });
  });

  it('labels what is read off bins as approximate, with its bound', async () => {
    show({
      drift: [
        aFeatureDrift({
          measures: {
            ks: 0.2,
            ksErrorMax: 0.05,
            wasserstein: 120,
            wassersteinErrorMax: 8,
          },
        }),
        aFeatureDrift({
          feature: 'delay',
          measures: { wasserstein: 70, wassersteinMin: 64 },
        }),
      ],
    });
    const table = await screen.findByRole('table', {
      name: 'Drift by feature',
    });
    expect(
      within(table).getByRole('columnheader', { name: 'Wasserstein ≈' }),
    ).toBeInTheDocument();
    expect(within(table).getByText('0.2')).toHaveAttribute(
      'title',
      'Approximate: of the values themselves it is between 0.2 and 0.25',
    );
    expect(within(table).getByText('120')).toHaveAttribute(
      'title',
      expect.stringContaining('differs by 8 at most'),
    );
    expect(within(table).getByText('70')).toHaveAttribute(
      'title',
      'Approximate: of the values themselves it is 64 or more, as some lie outside the bins and nothing tells how far',
    );
  });

  it('tells an output from an input of the same name', async () => {
    const { drift, heatmap } = aPerformanceReport();
    const asked: string[] = [];
    show({
      drift: [...drift, aFeatureDrift({ role: 'output', n: 900 })],
      heatmap: {
        ...heatmap,
        rows: [
          ...heatmap.rows,
          { feature: 'distance', distances: [0.2, 0.2], n: [500, 400] },
        ],
      },
    });
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getFeatureDistribution.path}`,
        ({ params }) => {
          asked.push(String(params.feature));
          return HttpResponse.json(aFeatureDistribution());
        },
      ),
    );
    const output = await screen.findByRole('option', {
      name: 'outputs.distance',
    });
    await userEvent.click(output);
    expect(address().get('feature')).toBe('outputs.distance');
    await waitFor(() => expect(asked).toEqual(['outputs.distance']));
    expect(screen.getByRole('option', { name: 'distance' })).toHaveAttribute(
      'aria-selected',
      'false',
    );
  });

  it('asks for no distribution of what is redacted since, and says why', async () => {
    const asked: string[] = [];
    server.use(
      http.get(
        `${TEST_API_URL}${operations.getFeatureDistribution.path}`,
        ({ request }) => {
          asked.push(request.url);
          return HttpResponse.json(aFeatureDistribution());
        },
      ),
    );
    const drift = aFeatureDrift({
      decision: 'unknown',
      redacted: true,
      reason: 'Redacted since this version was registered',
      measures: {},
    });
    show({ drift: [drift] }, '?feature=distance');
    const detail = await screen.findByRole('region', {
      name: 'Feature distance',
    });
    expect(detail).toHaveTextContent(
      /No distribution.*Redacted since this version was registered/,
    );
    expect(asked).toEqual([]);
  });

  it('opens a feature over its baseline and over time, in the URL', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('option', { name: 'distance' }),
    );
    expect(address().get('feature')).toBe('distance');
    const detail = screen.getByRole('region', { name: 'Feature distance' });
    // The next Tab leads into it.
    expect(detail).toHaveFocus();
    const distribution = await within(detail).findByRole('slider', {
      name: 'Distribution, share of records',
    });
    act(() => distribution.focus());
    await userEvent.keyboard('{End}');
    expect(distribution).toHaveAttribute(
      'aria-valuetext',
      '2,000 – 3,000: 90 % now (900 records), 10 % in the baseline (100 rows)',
    );
    expect(
      within(detail).getByRole('slider', { name: /Distance to the baseline/ }),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('distance from 0.05 to 0.31'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Close distance' }),
    );
    expect(address().get('feature')).toBeNull();
  });

  it('tells of deployments on the heat map and on the line of a feature, too', async () => {
    show({}, '?feature=distance');
    const map = await screen.findByRole('listbox', {
      name: 'Drift over time, worst first',
    });
    act(() => map.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(
      screen.getByText(
        /^distance, .*: 0\.31, too few to judge \(n = 400\)\. Version 3 went live/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('slider', { name: /^Distance to the baseline/ }),
    ).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(
        /distance 0\.31; 400 records\. Version 3 went live/,
      ),
    );
    expect(
      within(map)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual(['distance', 'carrier']);
  });

  it('says that steps shorter than a day differ by their time of day, too', async () => {
    show({});
    // What is below the fold comes after the chart.
    await screen.findByText('Drift over time, worst first');
    expect(
      screen.getAllByText(/differ from the baseline by its time of day/),
    ).toHaveLength(2);
    expect(screen.getByText(/distance per hour, 0 to 1/)).toBeInTheDocument();
  });

  it('says why what follows the calendar seems to drift, up to steps of a week', async () => {
    const { heatmap } = aPerformanceReport();
    const seconds = 24 * 60 * 60;
    show({ heatmap: { ...heatmap, bucketSeconds: seconds } });
    expect(
      await screen.findByText(/An input that follows the calendar/),
    ).toBeInTheDocument();
  });

  it('says nothing of the calendar where steps are weeks', async () => {
    const { heatmap } = aPerformanceReport();
    show({ heatmap: { ...heatmap, bucketSeconds: 7 * 24 * 60 * 60 } });
    expect(
      await screen.findByText('Drift over time, worst first'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/follows the calendar/)).not.toBeInTheDocument();
  });

  it('says nothing of the kind where steps are days', async () => {
    const { predictionDrift, heatmap } = aPerformanceReport();
    const day = { bucketSeconds: 24 * 60 * 60 };
    show({
      predictionDrift: { ...predictionDrift, ...day, n: [500, 600] },
      heatmap: { ...heatmap, ...day },
    });
    await screen.findByText('Drift over time, worst first');
    expect(screen.getByText(/distance per day, 0 to 1/)).toBeInTheDocument();
    expect(screen.queryByText(/by its time of day/)).not.toBeInTheDocument();
    // The heat map has one of 400.
    expect(screen.getAllByText(/fewer than 500 records/)).toHaveLength(1);
  });

  it('says so when every step of the heat map has too few records', async () => {
    show({
      heatmap: {
        starts: ['2026-03-01T10:00:00.000Z'],
        bucketSeconds: 3_600,
        rows: [{ feature: 'distance', distances: [null], n: [40] }],
      },
    });
    expect(
      await screen.findByText(/Too few records in every step to compare/),
    ).toBeInTheDocument();
  });

  it('stays small with a thousand features, and finds one by its name', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `part_${index}`);
    show({
      drift: names.map(feature => aFeatureDrift({ feature })),
      heatmap: {
        starts: ['2026-03-01T10:00:00.000Z'],
        bucketSeconds: 3_600,
        rows: names.map(feature => ({ feature, distances: [0.2], n: [600] })),
      },
    });
    expect((await screen.findAllByRole('option')).length).toBeLessThan(30);
    expect((await rowsOf('Drift by feature')).length).toBeLessThan(30);
    fireEvent.change(screen.getByRole('textbox', { name: 'Find a feature' }), {
      target: { value: 'part_777' },
    });
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.getByRole('option')).toHaveTextContent('part_777');
    expect(address().get('find')).toBe('part_777');
  });

  it('keeps how the features are sorted, and which page is shown, in the URL', async () => {
    const drift = Array.from({ length: 20 }, (_, index) =>
      aFeatureDrift({
        feature: `f${index}`,
        measures: { jsDistance: 0.5 - index / 100, psi: index },
      }),
    );
    show({ drift }, '?sort=PSI&page=2');
    const [, first, ...rest] = await rowsOf('Drift by feature');
    expect(first).toHaveTextContent(/^f4Drift/);
    expect(rest).toHaveLength(4);
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(address().get('page')).toBeNull();
    expect((await rowsOf('Drift by feature'))[1]).toHaveTextContent(/^f19/);
    await userEvent.click(screen.getByRole('button', { name: 'PSI' }));
    expect(address().get('sort')).toBeNull();
    expect((await rowsOf('Drift by feature'))[1]).toHaveTextContent(/^f0/);
  });

  it('keeps which charts are shown as tables in the URL', async () => {
    show({}, '?tables=Latency');
    expect(
      await screen.findByRole('table', { name: 'Latency' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Options of Traffic' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Traffic' }),
    ).toBeInTheDocument();
    expect(address().get('tables')).toBe('Latency,Traffic');
  });

  it('shows only what has drifted when asked to', async () => {
    show({}, '?drifted=true');
    expect(await rowsOf('Drift by feature')).toHaveLength(2);
    expect(screen.queryByRole('option', { name: 'carrier' })).toBeNull();
  });

  it('says where a baseline comes from while there is none', async () => {
    show({ baseline: undefined, drift: [] });
    expect(
      await screen.findByText(/There is no baseline to compare with yet/),
    ).toBeInTheDocument();
  });

  it('says that the slices which the entity names wait for a baseline', async () => {
    const { spec } = anMlModelEntity();
    const monitoring = { slices: ['inputs.carrier', 'inputs.origin'] };
    show(
      { baseline: undefined, drift: [] },
      '',
      anMlModelEntity({ spec: { ...spec, monitoring } }),
    );
    expect(
      await screen.findByText(/entity names inputs.carrier, inputs.origin/),
    ).toHaveTextContent(
      `there is none yet. ${HOW_BASELINE_COMES} Records are told apart`,
    );
  });
});

describe('quality on the Performance tab', () => {
  it('marks an estimate as one, and says how many labels are to come', async () => {
    const estimate = { accuracy: 0.78, n: 600 };
    show({
      series: [aSeriesPoint({ estimate })],
      totals: { ...aPerformanceReport().totals, estimate },
    });
    expect(await chart('Quality, share')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('Accuracy, estimated from 0.78 to 0.78'),
    );
    expect(
      screen.getByText(/492 have none yet\. Estimated: what the scores/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Accuracy, estimated').closest('dl'),
    ).toHaveTextContent('0.78 n = 600');
  });

  it('says how long the steps are that quality is drawn in', async () => {
    show({
      quality: {
        bucketSeconds: 2 * 3_600,
        series: [aSeriesPoint({ samples: { accuracy: 600, rocAuc: 600 } })],
      },
    });
    await chart('Quality, share');
    expect(
      screen.getByText(
        /have none yet\. One point per 2 h: shorter steps would hold too few labels/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByText(/Faint: fewer than 500 labels/),
    ).not.toBeInTheDocument();
  });

  it('counts labels against the predictions that can have one', async () => {
    show({
      series: [aSeriesPoint({ requests: 600, labels: 580, labelsMissing: 0 })],
      totals: {
        ...aPerformanceReport().totals,
        requests: 600,
        labels: 580,
        labelsMissing: 0,
      },
    });
    expect(
      await chart('Labels arrived, share of answered predictions'),
    ).toHaveAttribute('aria-valuetext', expect.stringContaining('100 %'));
    expect(
      screen.getByText(/100 % of 580 answered predictions/),
    ).toBeInTheDocument();
    expect(screen.getByText('580 of 580')).toBeInTheDocument();
  });

  it('says when labels come where none has arrived', async () => {
    show({
      series: [aSeriesPoint({ labels: 0, labelsMissing: 600 })],
      totals: { ...NO_LABELS, requests: 600, replayed: 0 },
    });
    expect(
      await screen.findByText(
        'No label has arrived for this range. They come once it is known what became of a request.',
      ),
    ).toBeInTheDocument();
  });

  it('draws an estimate where no label has arrived', async () => {
    show({
      series: [
        aSeriesPoint({
          labels: 0,
          accuracy: undefined,
          rocAuc: undefined,
          estimate: { accuracy: 0.78, n: 600 },
        }),
      ],
      totals: { ...NO_LABELS, requests: 600, replayed: 0 },
    });
    expect(await chart('Quality, share')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('Accuracy, estimated from 0.78'),
    );
  });

  const aRegression = (search = '') => {
    const measures = {
      accuracy: undefined,
      rocAuc: undefined,
      mae: 4.2,
      rmse: 6,
      bias: -0.5,
      r2: 0.31,
      samples: { mae: 480, rmse: 480, bias: 480, r2: 480 },
    };
    show(
      {
        totals: { ...aPerformanceReport().totals, ...measures },
        series: [aSeriesPoint(measures)],
        evaluation: { r2_score: 0.4 },
      },
      search,
    );
  };

  it('lets one unit at a time be drawn, and keeps the choice in the URL', async () => {
    aRegression();
    expect(await chart('Quality, in units of the target')).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(
        /: MAE from 4.2 to 4.2 \(too few .*\), RMSE from 6 to 6(?!.*R²)/,
      ),
    );
    const choice = screen.getByRole('combobox', {
      name: 'Measures of quality over time',
    });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual(['Errors', 'Bias', 'R²']);
    await userEvent.selectOptions(choice, 'R²');
    expect(await chart('Quality, 1 is best')).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: R² from 0.31 to 0.31(?!.*MAE)/),
    );
    expect(choice).toHaveFocus();
    expect(address().get('quality')).toBe('r2');
  });

  it('says when how outcomes are compared was guessed', async () => {
    show({ totals: { ...aPerformanceReport().totals, labelsGuessed: 480 } });
    expect(
      await screen.findByText(/was guessed from the outcomes themselves/),
    ).toHaveTextContent(
      'for 480 of 500 labels: name the target in the model’s report.',
    );
  });

  it('draws the measures that the link asks for', async () => {
    aRegression('?quality=bias');
    expect(await chart('Quality, in units of the target')).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('Bias from −0.5'),
    );
  });

  it('tells every measure with its own n, beside its evaluation', async () => {
    aRegression();
    const table = await screen.findByRole('table', {
      name: 'Measures of quality',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'MeasureValueAt evaluation of version 3n',
      'MAE4.2 too few to judge–480',
      'RMSE6 too few to judge–480',
      'Bias−0.5 too few to judge–480',
      'R²0.31 too few to judge0.4480',
    ]);
    expect(
      screen.getAllByText('n = 480 of 500 labels, too few to judge'),
    ).toHaveLength(3);
  });

  it('says which version’s evaluation it is where several answered', async () => {
    show();
    expect(
      await screen.findByText(
        'What was measured is of both versions together, the evaluation of version 3 alone, which answered most at the end of this range: choose a version to compare like with like.',
      ),
    ).toBeInTheDocument();
  });

  it('needs no such words where there is one version, or no evaluation', async () => {
    show({ versions: [3] });
    await screen.findByRole('table', { name: 'Measures of quality' });
    expect(screen.queryByText(/The evaluation is of/)).toBeNull();
    cleanup();
    show({ evaluation: {} });
    await screen.findByRole('table', { name: 'Measures of quality' });
    expect(screen.queryByText(/The evaluation is of/)).toBeNull();
  });

  it('tells what rests on too few labels, and keeps it in the table', async () => {
    show(
      {
        series: [
          aSeriesPoint({
            labels: 8,
            accuracy: 0.5,
            rocAuc: undefined,
            samples: { accuracy: 8 },
          }),
        ],
      },
      '?tables=Quality',
    );
    const table = await screen.findByRole('table', { name: 'Quality' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
      /0\.58, too few to judge8$/,
    );
    expect(
      screen.getByText(/Faint: fewer than 500 labels in the step/),
    ).toBeInTheDocument();
  });

  it('tells how scores came true, and each class by itself', async () => {
    show({
      totals: {
        ...aPerformanceReport().totals,
        calibrationError: 0.031,
        calibration: [
          { lower: 0, upper: 0.1, meanScore: 0.06, positiveShare: 0.1, n: 400 },
        ],
        classes: [
          {
            label: 'late',
            precision: 0.4,
            recall: 0.5,
            f1: 0.444,
            n: 100,
            predicted: 125,
          },
        ],
      },
    });
    expect(
      await screen.findByRole('figure', { name: 'Calibration' }),
    ).toHaveTextContent('Scores are off by 0.031 on average');
    expect(
      screen.getByRole('table', { name: 'Quality by class' }),
    ).toHaveTextContent('late0.40.50.444100125');
  });
});

describe('data quality on the Performance tab', () => {
  const aFinding = (feature: string, count: number): DataQualityFinding => ({
    kind: 'new-category',
    feature,
    role: 'input',
    version: 3,
    count,
    n: 480,
    share: count / 480,
    baselineShare: 0,
    text: `${feature}: ${count} of 480 records hold a category that the baseline has not`,
  });

  it('is told in sentences with counts, which lead to the feature', async () => {
    show({ findings: [aFinding('carrier', 12)], findingsTotal: 1 });
    const list = await screen.findByRole('list', { name: 'Data quality' });
    expect(list).toHaveTextContent(
      'carrier: 12 of 480 records hold a category that the baseline has not',
    );
    const carrier = within(list).getByRole('button', { name: 'carrier' });
    expect(carrier).toHaveStyle({ verticalAlign: 'baseline' });
    await userEvent.click(carrier);
    expect(address().get('feature')).toBe('carrier');
  });

  it.each([
    [3, 1],
    [0, 0],
  ])(
    'says that refused requests count, where there are: %p',
    async (invalidRequests, notes) => {
      show({
        findings: [aFinding('carrier', 12)],
        findingsTotal: 1,
        totals: { ...aPerformanceReport().totals, invalidRequests },
      });
      await screen.findByRole('list', { name: 'Data quality' });
      expect(
        screen.queryAllByText(
          'Of all requests, including those that were refused.',
        ),
      ).toHaveLength(notes);
    },
  );

  it('shows five first, the rest when asked, and says what is not listed', async () => {
    const findings = Array.from({ length: 7 }, (_, index) =>
      aFinding(`part_${index}`, 100 - index),
    );
    show({ findings, findingsTotal: 40 });
    const list = await screen.findByRole('list', { name: 'Data quality' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
    expect(
      screen.getByText('33 more findings with smaller shares are not listed.'),
    ).toBeInTheDocument();
  });

  it('is there as a file, with every number by itself', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = content => {
      if (content instanceof Blob) saved.push(content);
      return '#findings';
    };
    URL.revokeObjectURL = () => {};
    show({ findings: [aFinding('carrier', 12)], findingsTotal: 1 });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Options of Data quality' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download CSV' }),
    );
    expect(saved).toHaveLength(1);
    expect(await saved[0].text()).toContain(
      'Version,Role,Feature,Kind,Records,n,Share,Share in the baseline,Finding\r\n3,input,carrier,new-category,12,480,0.025,0,carrier: 12 of 480 records',
    );
  });

  it('says so when there is nothing to report', async () => {
    show();
    await screen.findByText(/Nothing to report/);
    expect(
      screen.queryByRole('button', { name: 'Options of Data quality' }),
    ).not.toBeInTheDocument();
    expect(
      await screen.findByText(/Nothing to report: types, categories, ranges/),
    ).toBeInTheDocument();
  });
});
