import { screen, within } from '@testing-library/react';
import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { aModelSummary } from '../../__testUtils__/builders/aModelSummary';
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import { layOut } from '../../__testUtils__/layOut';
import { renderModels } from '../../__testUtils__/renderModels';
import { ClockContext } from '../RelativeTime/useNow';
import { ModelsTable } from './ModelsTable';

async function headers(widthPx: number) {
  layOut(widthPx);
  renderModels(
    <ModelsTable
      models={[aModelSummary({ onShelf: true, shelfAgeDays: 43.7 })]}
      environments={['staging', 'production']}
      view={{ sort: 'attention', direction: 'asc', page: 0 }}
      onViewChange={() => {}}
    />,
  );
  await screen.findByRole('table', { name: 'Models' });
  return screen.getAllByRole('columnheader').map(cell => cell.textContent);
}

describe('ModelsTable', () => {
  afterEach(() => layOut(0));

  it('has all columns where they fit, as beside the filters of a laptop', async () => {
    expect(await headers(937)).toEqual([
      'Model',
      'Owner',
      'staging',
      'production',
      'Verdict',
      'Drift',
      '7 days',
      'Last change',
      'On shelf',
    ]);
  });

  it('says that a deployment waits for approval, and measures no progress of it', async () => {
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            environments: [
              {
                name: 'production',
                liveVersion: 3,
                activeDeployment: aDeploymentSummary({
                  status: 'awaiting-approval',
                  currentStep: 'approve',
                  progress: 0.7,
                }),
              },
            ],
          }),
        ]}
        environments={['production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    expect(
      await screen.findByRole('link', { name: 'Waiting for approval' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('versions?deployment=deployment-3'),
    );
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('breaks what a deployment has come to between words, and not before a unit', async () => {
    const activeDeployment = aDeploymentSummary({
      status: 'building',
      currentStep: 'train',
      progress: 0.409,
    });
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            environments: [{ name: 'production', activeDeployment }],
          }),
        ]}
        environments={['production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    expect(
      await screen.findByRole('link', { name: '40\u00a0%, at train' }),
    ).toHaveStyle({ whiteSpace: 'normal' });
  });

  it('has a word that fits for a deployment that waits to be approved', async () => {
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            lastDeployment: aDeploymentSummary({ status: 'awaiting-approval' }),
          }),
        ]}
        environments={['production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    expect(await screen.findByTitle('Waiting for approval')).toHaveTextContent(
      'To approve',
    );
  });

  function renderLastOf(
    liveVersion: number | undefined,
    deployment: Parameters<typeof aDeploymentSummary>[0],
  ) {
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            environments: [
              { name: 'staging' },
              { name: 'production', liveVersion },
            ],
            lastDeployment: aDeploymentSummary(deployment),
          }),
        ]}
        environments={['staging', 'production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
  }

  it.each([
    [3, 'production', 'Build failed', 'version 3 stays live'],
    [3, 'staging', 'Build failed', 'version 3 stays live in production'],
    [undefined, 'production', 'Failed', undefined],
  ])(
    'calls a failed build no failure of version %p that is live, tried in %s',
    async (liveVersion, environment, word, stays) => {
      renderLastOf(liveVersion, {
        status: 'failed',
        trigger: 'push',
        version: undefined,
        environment,
        commit: { sha: 'abc1234'.padEnd(40, '0') },
      });
      expect(await screen.findByText(word)).toBeInTheDocument();
      expect(
        screen.queryAllByTitle(
          `Build of abc1234 to ${environment} failed; ${stays}`,
        ),
      ).toHaveLength(stays ? 1 : 0);
    },
  );

  it.each([
    [2, ['in staging']],
    [undefined, []],
  ])(
    'says where a model was stopped that is live elsewhere: %p',
    async (liveVersion, places) => {
      renderLastOf(liveVersion, { status: 'stopped', environment: 'staging' });
      expect(await screen.findByText('Stopped')).toBeInTheDocument();
      expect(
        screen.queryAllByText(/^in /).map(({ textContent }) => textContent),
      ).toEqual(places);
    },
  );

  it.each([
    ['Not approved', 'approve'],
    ['Put back', 'canary'],
  ])('says that the last deployment was %s', async (word, currentStep) => {
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            lastDeployment: aDeploymentSummary({
              status: 'rejected',
              currentStep,
            }),
          }),
        ]}
        environments={['production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    expect(await screen.findByText(word)).toBeInTheDocument();
  });

  it('says beside its word when a verdict was judged that is not of this minute', async () => {
    const verdict = {
      ...aFailingVerdict(),
      judgedAt: new Date(2026, 2, 1, 11, 55).toISOString(),
      limits: [],
    };
    renderModels(
      <ClockContext.Provider value={() => new Date(2026, 2, 1, 12).getTime()}>
        <ModelsTable
          models={[aModelSummary({ verdict })]}
          environments={['production']}
          view={{ sort: 'attention', direction: 'asc', page: 0 }}
          onViewChange={() => {}}
        />
      </ClockContext.Provider>,
    );
    const cell = (await screen.findByText('Failing')).closest('td');
    expect(cell).toHaveTextContent(/^Failing at 11:55 ?Serving/);
  });

  it('cuts neither the reason of a verdict nor the name of an owner, and leaves to hover what there is no room for', async () => {
    const what = 'AUC is 0.61, 6.2 % worse than the 0.65 of its evaluation';
    renderModels(
      <ModelsTable
        models={[
          aModelSummary({
            ownerTitle: 'Ground Operations Data Science',
            verdict: {
              ...aFailingVerdict(),
              reasons: [
                {
                  signal: 'quality',
                  state: 'failing',
                  what,
                  text: `${what} in the last 7 days (limit 5 %, 840 outcomes)`,
                },
              ],
            },
          }),
        ]}
        environments={['production']}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    const whole = { whiteSpace: 'normal', textOverflow: '' };
    const reason = await screen.findByText(what);
    expect(reason).toHaveStyle(whole);
    expect(reason.parentElement).toHaveAttribute(
      'title',
      expect.stringContaining('(limit 5 %, 840 outcomes)'),
    );
    expect(
      screen.getByText('Ground Operations Data Science').parentElement,
    ).toHaveStyle(whole);
  });

  it('keeps what is worth most where they do not, the shelf among it', async () => {
    expect(await headers(528)).toEqual([
      'Model',
      'Verdict',
      'Live, on shelf',
      'Last change',
    ]);
    const [, row] = screen.getAllByRole('row');
    expect(row).toHaveTextContent('On the shelf 43 days');
    expect(row).toHaveTextContent('production v3');
    expect(
      within(row).getByRole('link', { name: 'Flight delay risk' }),
    ).toHaveAttribute('title', expect.stringMatching(/^Flight delay risk/));
    expect(
      within(within(row).getByRole('rowheader')).getAllByRole('link'),
    ).toHaveLength(2);
  });

  it('tells how many of a thousand features have drifted, and cuts neither number', async () => {
    renderModels(
      <ModelsTable
        models={[aModelSummary({ drift: { drifted: 600, features: 1_000 } })]}
        environments={[]}
        view={{ sort: 'attention', direction: 'asc', page: 0 }}
        onViewChange={() => {}}
      />,
    );
    const cell = await screen.findByTitle('600 of 1,000 features have drifted');
    expect([...cell.children].map(line => line.textContent)).toEqual([
      '600',
      'of 1,000',
    ]);
  });
});
