import { Entity } from '@backstage/catalog-model';
import {
  Operation,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Response } from 'supertest';
import { startGuardedModels } from './__testUtils__/startGuardedModels';

const MODEL = 'mlmodel:default/flight-delay';
const OWNERS = 'group:default/flight-ops-ds';
const READERS = 'group:default/ml-platform';
const OPERATORS = 'group:default/operations';

const PEOPLE = {
  nobody: undefined,
  stranger: 'user:default/stranger',
  reader: 'user:default/reader',
  operator: 'user:default/operator',
  /** Has asked for the deployment that the calls are about. */
  owner: 'user:default/owner',
  /** Owns as well, and has asked for nothing. */
  approver: 'user:default/approver',
};
type Person = keyof typeof PEOPLE;
const PERSONS: Person[] = [
  'nobody',
  'stranger',
  'reader',
  'operator',
  'owner',
  'approver',
];

/** Whom the routes of an operation let in. */
type Audience =
  | 'all users'
  | 'readers'
  | 'those for all models'
  | 'operators'
  | 'owners'
  | 'other owners'
  | 'tokens only';

const LET_IN: Record<Audience, Person[]> = {
  'all users': ['stranger', 'reader', 'operator', 'owner', 'approver'],
  readers: ['reader', 'owner', 'approver'],
  'those for all models': ['reader'],
  operators: ['operator'],
  owners: ['owner', 'approver'],
  'other owners': ['approver'],
  'tokens only': [],
};

/** The decision about each operation: whoever adds one makes it here, too. */
const AUDIENCES: Record<keyof typeof operations, Audience> = {
  listModels: 'all users',
  getModelStatus: 'all users',
  getModelAt: 'all users',
  getRepository: 'all users',
  getModelCard: 'all users',
  listVersions: 'all users',
  getVersion: 'all users',
  getCommitRange: 'all users',
  registerVersion: 'owners',
  keepArtifact: 'owners',
  listDeployments: 'all users',
  requestDeployment: 'owners',
  editTraffic: 'owners',
  retireVersion: 'owners',
  getDeployment: 'all users',
  cancelDeployment: 'owners',
  retryDeployment: 'owners',
  decideApproval: 'other owners',
  decideHold: 'other owners',
  listUnregisteredModels: 'those for all models',
  stopUnregisteredModel: 'those for all models',
  listRebuilds: 'operators',
  startRebuild: 'operators',
  getRebuild: 'operators',
  cancelRebuild: 'operators',
  readStepLog: 'all users',
  sendRecords: 'tokens only',
  importRecords: 'owners',
  searchInferences: 'readers',
  getInferenceHistogram: 'all users',
  listExceptions: 'readers',
  exportInferences: 'readers',
  getInference: 'readers',
  getInferenceNeighbours: 'readers',
  deleteSubject: 'owners',
  getPerformance: 'all users',
  comparePerformance: 'all users',
  getSlices: 'all users',
  getFeatureDistribution: 'all users',
  listMarkers: 'all users',
  getCompleteness: 'all users',
  getPortfolio: 'all users',
  getSampleStatus: 'all users',
  listTokens: 'all users',
  createToken: 'owners',
  revokeToken: 'owners',
  createGitRepository: 'all users',
  getGitRepository: 'all users',
};

/** Served by a module that is not installed here. */
const OF_MODULES = [
  'createGitRepository',
  'getGitRepository',
  'getSampleStatus',
];

const BODIES: Record<string, object> = {
  requestDeployment: { environment: 'production', commit: 'a'.repeat(40) },
  editTraffic: {
    environment: 'production',
    weights: [{ version: 1, weight: 100 }],
    revision: 'x',
  },
  retireVersion: { environment: 'production' },
  decideApproval: { decision: 'approved' },
  decideHold: { decision: 'approved' },
  stopUnregisteredModel: { environment: 'production' },
  startRebuild: { environment: 'production' },
  registerVersion: { report: aModelReport() },
  deleteSubject: { path: 'inputs.name', value: 'ada' },
  createToken: { purpose: 'ingest', scopeRef: MODEL, description: 'a test' },
};

interface Call {
  /** Besides the operation. */
  what: string;
  id: keyof typeof operations;
  audience: Audience;
  query?: string;
  body?: object;
}

/** Where it depends on the call. */
const SPECIAL_CALLS: Call[] = [
  {
    what: 'for a rollback',
    id: 'requestDeployment',
    audience: 'owners',
    body: { environment: 'production', version: 1, trigger: 'rollback' },
  },
  {
    what: 'for a rebuild',
    id: 'requestDeployment',
    audience: 'owners',
    body: { environment: 'production', trigger: 'rebuild' },
  },
  {
    what: 'by text in records',
    id: 'getInferenceHistogram',
    audience: 'readers',
    query: '?text=ada',
  },
  {
    what: 'of an inference',
    id: 'getModelAt',
    audience: 'readers',
    query: '?inference=01890000-0000-7000-8000-000000000000',
  },
];

const CALLS: Call[] = [
  ...Object.values(operations).map(({ id }): Call => {
    const name = nameOf(id);
    return { what: '', id: name, audience: AUDIENCES[name], body: BODIES[id] };
  }),
  ...SPECIAL_CALLS,
].filter(({ id }) => !OF_MODULES.includes(id));

const VISITS = CALLS.flatMap(call =>
  PERSONS.map(person => ({ ...call, person, answer: answerOf(call, person) })),
);

function answerOf({ audience }: Call, person: Person) {
  if (LET_IN[audience].includes(person)) return 'come in';
  if (person === 'nobody' || audience === 'tokens only') return 'who are you?';
  if (audience === 'those for all models' || audience === 'operators') {
    return 'ask who runs the portal';
  }
  return audience === 'other owners' && person === 'owner'
    ? 'ask another owner'
    : 'ask the owners';
}

function answerIn({ status, text }: Response): string {
  // Express answers so where there is no route at all.
  if (status === 404 && text === '') return 'no such route';
  if (status === 401) return 'who are you?';
  if (status !== 403) return 'come in';
  if (text.includes('Ask another owner')) return 'ask another owner';
  if (text.includes('Ask whoever runs the portal')) {
    return 'ask who runs the portal';
  }
  return text.includes(`ask ${OWNERS}.`) ? 'ask the owners' : text;
}

function nameOf(id: string): keyof typeof operations {
  const name = Object.keys(AUDIENCES).find(
    (one): one is keyof typeof operations => one === id,
  );
  if (!name) throw new Error(`Nobody has decided who may call ${id}`);
  return name;
}

const MANAGED = {
  'backstage.io/managed-by-location': 'url:http://localhost/',
  'backstage.io/managed-by-origin-location': 'url:http://localhost/',
};

function aModel(name: string, owner: string): Entity {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': 'url:http://localhost/flight-delay/',
        ...MANAGED,
      },
    },
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner,
      riskTier: 'high',
      system: 'flight-operations',
    },
  };
}

describe('who may do what', () => {
  let portal: Awaited<ReturnType<typeof startGuardedModels>>;
  let deploymentId: string;

  beforeAll(async () => {
    portal = await startGuardedModels({
      groups: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'flight-ops-ds', annotations: MANAGED },
          spec: { type: 'team', children: [] },
        },
      ],
      models: [
        aModel('flight-delay', OWNERS),
        aModel('taxi-out-time', 'group:default/ground-ops-ds'),
      ],
      claims: {
        [PEOPLE.owner]: [OWNERS],
        [PEOPLE.approver]: [OWNERS],
        [PEOPLE.reader]: [READERS],
        [PEOPLE.operator]: [OPERATORS],
      },
      recordsReaders: [READERS],
      operators: [OPERATORS],
    });
    const { body } = await portal.call(
      'post',
      '/models/default/flight-delay/deployments',
      { user: PEOPLE.owner, body: BODIES.requestDeployment },
    );
    deploymentId = body.id;
  });

  afterAll(() => portal.stop());

  function send(
    { id, query = '', body }: Pick<Call, 'id' | 'query' | 'body'>,
    person: Person,
    model = 'flight-delay',
  ) {
    const { method, path }: Operation = operations[id];
    const filled = path
      .replace('/deployments/:id', `/deployments/${deploymentId}`)
      .replace(':namespace/:name', `default/${model}`)
      .replace(/:(version|row)/, '1')
      .replace(/:[a-z]+/g, 'x');
    return portal.call(method, filled + query, { user: PEOPLE[person], body });
  }

  it.each(VISITS)(
    'answers $person: $answer. $id $what',
    async ({ person, answer, ...call }) => {
      expect(answerIn(await send(call, person))).toBe(answer);
    },
  );

  it('lets owners do nothing to the models of others', async () => {
    const statuses = await Promise.all(
      (
        [
          'requestDeployment',
          'decideApproval',
          'searchInferences',
          'importRecords',
        ] as const
      ).map(
        async id =>
          (
            await send({ id, body: BODIES[id] }, 'owner', 'taxi-out-time')
          ).status,
      ),
    );
    expect(statuses).toEqual([403, 403, 403, 403]);
  });

  it('gives nobody a token for a system with models of others', async () => {
    const { status, body } = await send(
      {
        id: 'createToken',
        body: {
          ...BODIES.createToken,
          scopeRef: 'system:default/flight-operations',
        },
      },
      'owner',
    );
    expect(status).toBe(403);
    expect(body.error.message).toContain('mlmodel:default/taxi-out-time');
  });

  it('says no more of a model that is not there than it did', async () => {
    const { status } = await send(
      { id: 'searchInferences' },
      'stranger',
      'nope',
    );
    expect(status).toBe(404);
  });
});
