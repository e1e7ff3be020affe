import { screen, within } from '@testing-library/react';
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
});
