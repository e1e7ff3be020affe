import { mockCredentials } from '@backstage/backend-test-utils';
import {
  ModelSummary,
  portfolioSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { openCallers } from '../__testUtils__/openCallers';
import { serveRouter } from '../__testUtils__/serveRouter';
import { createPortfolioRouter } from './createPortfolioRouter';
import { DeliveredDeployment } from './DeploymentHistory';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

function aModel(
  name: string,
  changes: Partial<ModelSummary> = {},
): ModelSummary {
  return {
    modelRef: `mlmodel:default/${name}`,
    title: name,
    task: 'tabular-classification',
    lifecycle: 'production',
    type: 'service',
    owner: 'group:default/ops',
    ownerTitle: 'Operations',
    ownerExists: true,
    tags: [],
    environments: [{ name: 'staging' }, { name: 'production', liveVersion: 1 }],
    verdict: {
      state: 'healthy',
      reasons: [],
      judgedAt: new Date(NOW_MS).toISOString(),
    },
    requestsPerDay: [0, 0, 0, 0, 0, 0, 1],
    shelfAgeDays: 0,
    onShelf: false,
    ...changes,
  };
}

function aDeployment(
  changes: Partial<DeliveredDeployment> = {},
): DeliveredDeployment {
  return {
    id: 'd1',
    modelRef: 'mlmodel:default/a',
    environment: 'production',
    version: 1,
    trigger: 'manual',
    status: 'live',
    createdAt: new Date(NOW_MS - DAY_MS),
    liveAt: new Date(NOW_MS - DAY_MS),
    ...changes,
  };
}

function anAgent(models: ModelSummary[], deployments: DeliveredDeployment[]) {
  return serveRouter(
    createPortfolioRouter({
      callers: openCallers(),
      models: { list: async () => models },
      deployments: { list: async () => deployments },
      nowMs: () => NOW_MS,
    }),
  );
}

describe('the portfolio route', () => {
  it('counts what there is, and by team', async () => {
    const shelved = { environments: [{ name: 'production' }], onShelf: true };
    const failing = { ...aModel('c').verdict, state: 'failing' as const };
    const { status, body } = await anAgent(
      [
        aModel('a'),
        aModel('b', shelved),
        aModel('c', { verdict: failing }),
        aModel('d', {
          ...shelved,
          owner: 'group:default/gone',
          ownerExists: false,
        }),
      ],
      [aDeployment()],
    ).get('/portfolio');
    expect(status).toBe(200);
    const portfolio = portfolioSchema.parse(body);
    expect(portfolio).toMatchObject({
      inProduction: 2,
      onShelf: 2,
      withoutOwner: 1,
      failing: 1,
      total: 4,
    });
    expect(portfolio.teams).toEqual([
      {
        owner: 'group:default/ops',
        title: 'Operations',
        models: 3,
        inProduction: 2,
        onShelf: 1,
        failing: 1,
        deployments: 1,
      },
      {
        title: 'Without an owner',
        models: 1,
        inProduction: 0,
        onShelf: 1,
        failing: 0,
        deployments: 0,
      },
    ]);
  });

  it('counts what answers in production where somebody else deploys, and not what was stopped', async () => {
    const answers = { environments: [{ name: 'production' }] };
    const stopped: ModelSummary['lastDeployment'] = {
      id: 'd1',
      modelRef: 'mlmodel:default/b',
      environment: 'production',
      status: 'stopped',
      trigger: 'stop',
      createdAt: new Date(NOW_MS).toISOString(),
    };
    const { body } = await anAgent(
      [
        aModel('a', answers),
        aModel('b', { ...answers, lastDeployment: stopped }),
      ],
      [],
    ).get('/portfolio');
    expect(body).toMatchObject({ inProduction: 1, onShelf: 0, total: 2 });
    expect(body.teams).toMatchObject([{ models: 2, inProduction: 1 }]);
  });

  it('measures delivery to production, of models that the caller may see', async () => {
    const { body } = await anAgent(
      [aModel('a')],
      [
        aDeployment(),
        aDeployment({ environment: 'staging' }),
        aDeployment({ modelRef: 'mlmodel:default/hidden' }),
        aDeployment({
          version: 2,
          trigger: 'sample',
          liveAt: new Date(NOW_MS - 2 * DAY_MS),
        }),
        // What was live already, which delivers nothing to any count.
        aDeployment({ liveAt: new Date(NOW_MS) }),
      ],
    ).get('/portfolio');
    expect(body.delivery.deploymentsPerWeek.n).toBe(1);
    expect(body.teams[0].deployments).toBe(1);
  });

  it('says that there is no data where there is none', async () => {
    const { body } = await anAgent([], []).get('/portfolio');
    expect(portfolioSchema.parse(body).delivery.changeFailRate).toMatchObject({
      n: 0,
    });
    expect(body.delivery.changeFailRate).not.toHaveProperty('value');
  });

  it('asks who is calling', async () => {
    const response = await anAgent([], [])
      .get('/portfolio')
      .set('authorization', mockCredentials.user.invalidHeader());
    expect(response.status).toBe(401);
  });
});
