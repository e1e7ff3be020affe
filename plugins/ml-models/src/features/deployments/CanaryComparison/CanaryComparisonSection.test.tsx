import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  operations,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answerError, operationUrl } from '../../../__testUtils__/answer';
import { anInferenceDetail } from '../../../__testUtils__/builders/anInferenceRecord';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { aCanary } from '../../../__testUtils__/builders/aCanary';
import { aCanaryComparison } from '../../../__testUtils__/builders/aCanaryComparison';
import { aDeployment } from '../../../__testUtils__/builders/aDeployment';
import { renderModels } from '../../../__testUtils__/renderModels';
import { CanaryComparisonSection } from './CanaryComparisonSection';

const TITLE = 'Version 3 beside version 2';

function show(changes: Parameters<typeof aCanaryComparison>[0] = {}) {
  const comparison = aCanaryComparison(changes);
  renderModels(
    <CanaryComparisonSection deployment={aDeployment({ comparison })} />,
  );
}

async function cellsOf(row: number) {
  const table = await screen.findByRole('table', { name: TITLE });
  return [...within(table).getAllByRole('row')[row].children].map(
    cell => cell.textContent,
  );
}

describe('CanaryComparisonSection', () => {
  it('shows of each guardrail both versions with their counts, its limit, and the outcome', async () => {
    show();
    expect(await cellsOf(0)).toEqual([
      'Guardrail',
      'Outcome',
      'Version 3',
      'Version 2, live',
      'Limit',
    ]);
    expect(await cellsOf(1)).toEqual([
      'Errors',
      'Kept',
      '0.5 %n = 1,200',
      '0.2 %n = 10.8K',
      '1 %',
    ]);
    expect(await cellsOf(2)).toEqual([
      'Latency p95',
      'Broken',
      '90 msn = 1,194',
      '20 msn = 10.8K',
      '70 ms',
    ]);
    expect(await cellsOf(3)).toEqual([
      'Predictions of delayedJensen-Shannon distance from the live version, 0 to 1',
      'Kept',
      '0.02n = 1,194',
      '–n = 10.8K',
      '0.1',
    ]);
  });

  it('shows quality by what it is measured, of both versions', async () => {
    const quality = {
      guardrail: 'quality',
      outcome: 'broken',
      says: 'accuracy is 75 % by 500 outcomes of its predictions',
    } as const;
    show({
      guardrails: [
        {
          ...quality,
          measure: 'accuracy',
          unit: 'share',
          candidate: { value: 0.75, n: 500 },
          live: { value: 0.9, n: 4_500 },
          limit: { value: 0.855, unit: 'share' },
        },
        {
          ...quality,
          measure: 'mae',
          unit: 'error',
          candidate: { value: 6.5, n: 500 },
          live: { value: 5, n: 4_500 },
          limit: { value: 5.25, unit: 'error' },
        },
      ],
    });
    const by = 'By the outcomes that have arrived';
    expect(await cellsOf(1)).toEqual([
      `Accuracy${by}`,
      'Broken',
      '75 %n = 500',
      '90 %n = 4,500',
      '85.5 %',
    ]);
    expect(await cellsOf(2)).toEqual([
      `Mean absolute error${by}`,
      'Broken',
      '6.5n = 500',
      '5n = 4,500',
      '5.25',
    ]);
  });

  it('says why quality is not known yet, which holds nothing up', async () => {
    show({
      guardrails: [
        {
          guardrail: 'quality',
          unit: 'share',
          limit: { value: 0.05, unit: 'loss' },
          outcome: 'unmeasured',
          awaited: true,
          says: 'of its predictions no outcome has arrived',
        },
      ],
    });
    expect(await cellsOf(1)).toEqual([
      'QualityBy the outcomes that have arrived',
      'Not known yetof its predictions no outcome has arrived',
      '–',
      '–',
      '5 % worse',
    ]);
  });

  it('warns of what was not measured, and says why', async () => {
    show();
    expect(await cellsOf(4)).toEqual([
      expect.stringContaining('Predictions of cause'),
      'Not measuredits predictions of cause are too few to compare',
      '–',
      '–',
      '–',
    ]);
  });

  it('calls nothing kept for good before enough requests came', async () => {
    show({ samples: 6 });
    expect((await cellsOf(1))[1]).toBe('Kept so far');
    expect((await cellsOf(2))[1]).toBe('Broken');
  });

  it('does not call kept what may be beyond its limit by chance', async () => {
    const [errors] = aCanaryComparison().guardrails;
    show({ guardrails: [{ ...errors, maybeByChance: true }] });
    expect((await cellsOf(1))[1]).toBe('Beyond it, maybe by chance');
  });

  it.each([
    [
      1_200,
      'when it had answered 1,200 requests; 500 are enough to judge its errors.',
    ],
    [1, 'when it had answered 1 request; it takes 500 to judge its errors.'],
  ])('says of %d requests whether they are enough', async (samples, words) => {
    show({ samples });
    expect(
      await screen.findByText(/10 % of the requests went to version 3/),
    ).toHaveTextContent(words);
  });

  it('says which of several steps it was looked at in', async () => {
    const comparison = aCanaryComparison({ weight: 25 });
    const canary = { ...aCanary(), weights: [10, 25, 50] };
    const deployment = aDeployment({ comparison, canary });
    renderModels(<CanaryComparisonSection deployment={deployment} />);
    expect(
      await screen.findByText(/Step 2 of 3: 25 % of the requests went/),
    ).toBeInTheDocument();
  });

  it('leads to the same comparison, and to the records behind it', async () => {
    show();
    const hrefOf = (name: string) =>
      new URL(
        screen.getByRole('link', { name }).getAttribute('href') ?? '',
        'http://localhost',
      ).searchParams;
    await screen.findByRole('heading', { name: TITLE });
    const range = '2026-06-01T10:00:00.000Z..2026-06-01T11:00:00.000Z';
    expect(Object.fromEntries(hrefOf('Compare in Performance'))).toEqual({
      range,
      environment: 'production',
      version: '3',
      compare: 'v2',
    });
    expect(Object.fromEntries(hrefOf('Its records'))).toEqual({
      range,
      q: 'environment:production version:3 traffic:canary',
    });
  });

  describe('of a shadow', () => {
    const PAIR = {
      outputs: ['delayed'],
      candidate: { id: '0198f3a2-0000-7000-8000-000000000001', row: 0 },
      live: { id: '0198f3a2-0000-7000-8000-000000000002', row: 1 },
    };
    const RULES = { maxDisagreement: 0.2, tolerance: 0.05 };
    const OTHERWISE = {
      guardrail: 'disagreement',
      unit: 'share',
      candidate: { value: 0.12, n: 400 },
      limit: { value: 0.2, unit: 'share' },
      outcome: 'kept',
      says: 'it answers 12 % of 400 requests otherwise',
    } as const;

    const server = setupServer();
    registerMswTestHooks(server);

    /** Answers as the records of either version. */
    function answerRecords() {
      server.use(
        http.get(
          operationUrl(operations.getInference, {
            namespace: 'default',
            name: 'flight-delay',
            ...PAIR.candidate,
          }),
          () =>
            HttpResponse.json(
              anInferenceDetail({
                traffic: 'shadow',
                outputs: { delayed: true },
              }),
            ),
        ),
        http.get(
          operationUrl(operations.getInference, {
            namespace: 'default',
            name: 'flight-delay',
            ...PAIR.live,
          }),
          () =>
            HttpResponse.json(
              anInferenceDetail({ version: 2, outputs: { delayed: false } }),
            ),
        ),
      );
    }

    function showShadow(
      changes: Parameters<typeof aCanaryComparison>[0] = {},
      refused: Parameters<typeof renderModels>[1] = {},
    ) {
      const comparison = aCanaryComparison({
        weight: 0,
        guardrails: [OTHERWISE, { ...OTHERWISE, output: 'delayed' }],
        examples: [PAIR],
        ...changes,
      });
      const canary = { ...aCanary(), weights: [], shadow: RULES };
      renderModels(
        <CanaryComparisonSection
          deployment={aDeployment({ comparison, canary })}
        />,
        { entity: anMlModelEntity(), ...refused },
      );
    }

    it('says that callers got no answer of it, and how much it answers otherwise', async () => {
      answerRecords();
      showShadow();
      expect(
        await screen.findByText(/Version 3 got a copy of each request, and no/),
      ).toHaveTextContent('when it had answered 1,200 copied requests;');
      expect(await cellsOf(1)).toEqual([
        'Answered otherwiseShare of the requests that both answered',
        'Kept',
        '12 %n = 400',
        '–',
        '20 %',
      ]);
      expect((await cellsOf(2))[0]).toBe('Answered otherwise: delayed');
    });

    it('shows requests that were answered otherwise, and leads to both records', async () => {
      answerRecords();
      showShadow();
      const table = await screen.findByRole('table', {
        name: 'Requests that version 3 answered otherwise',
      });
      expect(await within(table).findByText(/distance 2475/)).toHaveTextContent(
        'distance 2475, carrier AA',
      );
      const [, row] = within(table).getAllByRole('row');
      expect([...row.children].map(cell => cell.textContent)).toEqual([
        'distance 2475, carrier AA',
        'delayed false Record',
        'delayed true Record',
      ]);
      const [live, candidate] = within(row)
        .getAllByRole('link')
        .map(
          link => new URL(link.getAttribute('href') ?? '', 'http://localhost'),
        )
        .map(({ searchParams }) => searchParams);
      expect(live.get('record')).toBe(`${PAIR.live.id}/1`);
      expect(candidate.get('q')).toContain('version:3 traffic:shadow');
    });

    it('leads to the records of both, of which Performance has one', async () => {
      showShadow({ examples: [] });
      const hrefOf = (name: string) =>
        screen.getByRole('link', { name }).getAttribute('href');
      await screen.findByRole('heading', { name: TITLE });
      expect(hrefOf('Records of version 3')).toContain('traffic%3Ashadow');
      expect(hrefOf('Records of version 2')).toContain('traffic%3Aprimary');
      expect(screen.queryByText('Compare in Performance')).toBeNull();
    });

    it('says so of records that are not kept any more', async () => {
      server.use(answerError(operations.getInference, 404, 'No such record'));
      showShadow();
      expect(await screen.findAllByText('Not kept any more')).toHaveLength(3);
    });

    it('shows no request to whom may not read them, and says who can', async () => {
      showShadow({}, { refused: [recordsReadPermission] });
      expect(
        await screen.findByText(/are shown to those who may read them/),
      ).toHaveTextContent(/read the records of/);
      expect(
        screen.queryByRole('table', { name: /answered otherwise/ }),
      ).toBeNull();
    });
  });
});
