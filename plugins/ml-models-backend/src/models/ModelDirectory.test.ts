import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DeploymentSummary,
  Verdict,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { DeployedModel } from './ModelDeployments';
import { ModelDirectory } from './ModelDirectory';
import { ModelTelemetrySummary } from './ModelTelemetry';

const NOW = new Date('2026-03-11T12:00:00.000Z');

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);
}

function aVerdict(
  state: Verdict['state'],
  reasons: Verdict['reasons'] = [],
): Verdict {
  return { state, reasons, judgedAt: NOW.toISOString() };
}

function aDeployment(status: DeploymentSummary['status']): DeploymentSummary {
  return {
    id: 'd1',
    modelRef: 'mlmodel:default/x',
    environment: 'production',
    status,
    trigger: 'manual',
    createdAt: NOW.toISOString(),
  };
}

const OWNER: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'flight-ops-ds' },
  spec: { profile: { displayName: 'Flight Ops Data Science' } },
};

interface Known {
  deployed?: Record<string, DeployedModel>;
  telemetry?: Record<string, Partial<ModelTelemetrySummary>>;
  firstSeen?: Date;
}

function aDirectory(entities: Entity[], known: Known = {}): ModelDirectory {
  return new ModelDirectory({
    catalog: new ModelCatalog({
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
    }),
    versions: {
      findNewest: async () => new Map([['mlmodel:default/flight-delay', 4]]),
      noteFirstSeen: async refs =>
        new Map(refs.map(ref => [ref, known.firstSeen ?? NOW])),
      findExample: async () => undefined,
    },
    deployments: {
      summarise: async () =>
        new Map(
          Object.entries(known.deployed ?? {}).map(([name, deployed]) => [
            `mlmodel:default/${name}`,
            deployed,
          ]),
        ),
      describe: async () => ({
        serving: { runtime: 'local' },
        environments: [],
      }),
    },
    telemetry: {
      summarise: async () =>
        new Map(
          Object.entries(known.telemetry ?? {}).map(([name, telemetry]) => [
            `mlmodel:default/${name}`,
            {
              requestsPerDay: [],
              lastLiveRequestAt: new Map(),
              requestsRecorded: new Map(),
              environments: new Map(),
              ...telemetry,
            },
          ]),
        ),
    },
    now: () => NOW,
  });
}

const LIVE: DeployedModel = {
  live: new Map([['production', 4]]),
  active: new Map(),
};

describe('ModelDirectory', () => {
  const list = (directory: ModelDirectory) =>
    directory.list(mockCredentials.user());

  it('does not deny predictions that nobody has judged yet, live or replayed', async () => {
    const reasonsOf = async (telemetry: Partial<ModelTelemetrySummary>) => {
      const [model] = await list(
        aDirectory([aModelEntity(), OWNER], {
          telemetry: { 'flight-delay': telemetry },
        }),
      );
      return model.verdict.reasons.map(({ text }) => text);
    };
    expect(
      await reasonsOf({ requestsRecorded: new Map([['production', 3_298]]) }),
    ).toEqual(['No live prediction yet, 3,298 replayed']);
    const lastLive = (days: number) => ({
      requestsRecorded: new Map([['production', 3_298]]),
      lastLiveRequestAt: new Map([['production', daysAgo(days)]]),
    });
    expect(await reasonsOf(lastLive(1))).toEqual(['Not judged yet']);
    expect(await reasonsOf(lastLive(20))).toEqual(['No prediction in 7 days']);
    expect(await reasonsOf({})).toEqual(['No prediction yet']);
  });

  it('joins what is known of a model', async () => {
    const [model] = await list(
      aDirectory([aModelEntity({ title: 'Flight delay' }), OWNER], {
        deployed: { 'flight-delay': { ...LIVE, last: aDeployment('live') } },
        telemetry: {
          'flight-delay': {
            requestsPerDay: [0, 0, 0, 0, 0, 1, 2],
            drift: { drifted: 2, features: 9 },
            lastLiveRequestAt: new Map([['production', daysAgo(2)]]),
            environments: new Map([
              [
                'production',
                {
                  verdict: aVerdict('degraded'),
                  requestsLastHour: 1,
                  errorsLastHour: 0,
                  invalidRequestsLastHour: 0,
                },
              ],
            ]),
          },
        },
      }),
    );
    expect(model).toMatchObject({
      modelRef: 'mlmodel:default/flight-delay',
      title: 'Flight delay',
      ownerTitle: 'Flight Ops Data Science',
      ownerExists: true,
      environments: [{ name: 'production', liveVersion: 4 }],
      latestVersion: 4,
      verdict: { state: 'degraded' },
      drift: { drifted: 2, features: 9 },
      requestsPerDay: [0, 0, 0, 0, 0, 1, 2],
      lastDeployment: { status: 'live' },
      shelfAgeDays: 2,
      onShelf: false,
    });
  });

  it('puts what needs attention first, then goes by title', async () => {
    const judged = (state: Verdict['state'], seen?: Verdict['state']) => ({
      environments: new Map([
        [
          'production',
          {
            verdict: aVerdict(state, [
              { signal: 'error-rate', state, seen, text: 'Serving errors' },
            ]),
            requestsLastHour: 0,
            errorsLastHour: 0,
            invalidRequestsLastHour: 0,
          },
        ],
      ]),
    });
    const names = [
      'zebra',
      'apple',
      'slow',
      'broken',
      'stuck',
      'waiting',
      'shaky',
      'new',
    ];
    const models = await list(
      aDirectory(
        [
          OWNER,
          ...names.map(name => aModelEntity({ name })),
          aModelEntity({
            name: 'orphan',
            spec: { owner: 'group:default/gone' },
            relations: [],
          }),
        ],
        {
          deployed: {
            stuck: { ...LIVE, last: aDeployment('failed') },
            waiting: {
              ...LIVE,
              active: new Map([
                ['production', aDeployment('awaiting-approval')],
              ]),
            },
            apple: {
              ...LIVE,
              active: new Map([['production', aDeployment('building')]]),
            },
          },
          telemetry: {
            slow: judged('degraded'),
            broken: judged('failing'),
            shaky: judged('unknown', 'failing'),
            new: judged('unknown'),
          },
        },
      ),
    );
    expect(models.map(({ title }) => title)).toEqual([
      'broken',
      'slow',
      'shaky',
      'waiting',
      'stuck',
      'orphan',
      'apple',
      'new',
      'zebra',
    ]);
  });

  it('tells an owner that is not in the catalog', async () => {
    const [model] = await list(aDirectory([aModelEntity()]));
    expect(model).toMatchObject({
      owner: 'group:default/flight-ops-ds',
      ownerExists: false,
    });
  });

  it.each([
    ['never deployed', {}, 0, true],
    ['live since yesterday without a request', { live: true }, 1, false],
    ['live for a week without a request', { live: true }, 7, true],
    ['asked yesterday', { live: true, asked: 1 }, 1, false],
    ['asked a week ago', { live: true, asked: 7 }, 7, true],
    ['served by somebody else, and asked', { asked: 1 }, 1, false],
  ])(
    'knows the shelf age of a model %s',
    async (
      _,
      { live, asked }: { live?: boolean; asked?: number },
      days,
      on,
    ) => {
      const [model] = await list(
        aDirectory([aModelEntity()], {
          firstSeen: daysAgo(asked === undefined ? days : 90),
          deployed: live ? { 'flight-delay': LIVE } : {},
          telemetry:
            asked === undefined
              ? {}
              : {
                  'flight-delay': {
                    lastLiveRequestAt: new Map([
                      ['test', daysAgo(0)],
                      ['production', daysAgo(asked)],
                    ]),
                  },
                },
        }),
      );
      expect(model).toMatchObject({ shelfAgeDays: days, onShelf: on });
    },
  );

  it('knows the shelf age by the last environment, whatever its name', async () => {
    const lastLiveRequestAt = new Map([
      ['test', daysAgo(0)],
      ['live', daysAgo(3)],
    ]);
    const [model] = await list(
      aDirectory([aModelEntity({ spec: { environments: ['test', 'live'] } })], {
        firstSeen: daysAgo(90),
        telemetry: { 'flight-delay': { lastLiveRequestAt } },
      }),
    );
    expect(model).toMatchObject({ shelfAgeDays: 3, onShelf: false });
  });

  it('judges by the environment closest to the users', async () => {
    const at = (state: Verdict['state']) => ({
      verdict: aVerdict(state),
      requestsLastHour: 0,
      errorsLastHour: 0,
      invalidRequestsLastHour: 0,
    });
    const [model] = await list(
      aDirectory(
        [aModelEntity({ spec: { environments: ['staging', 'production'] } })],
        {
          telemetry: {
            'flight-delay': {
              environments: new Map([
                ['staging', at('failing')],
                ['production', at('healthy')],
              ]),
            },
          },
        },
      ),
    );
    expect(model.verdict.state).toBe('healthy');
  });
});
