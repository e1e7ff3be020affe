import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCheckAction } from './checkAction';
import { CheckedAnswers } from './findMisfits';
import { CheckedRepository } from './findTakenRepository';

function anEntity(
  kind: string,
  name: string,
  { title, owner }: { title?: string; owner?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, title },
    spec: {},
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  };
}

const ENTITIES = [
  anEntity('Group', 'flight-ops-ds'),
  anEntity('Group', 'revenue', { title: 'Revenue Management' }),
  anEntity('User', 'amara'),
  anEntity('System', 'flight-operations'),
  anEntity('Resource', 'nyc-flights', { title: 'Flights from New York' }),
  anEntity('MlModel', 'no-show', {
    title: 'No-shows',
    owner: 'group:default/revenue',
  }),
  anEntity('MlModel', 'secret', { owner: 'group:default/unseen' }),
];

const FITTING: CheckedAnswers = {
  creates: ['mlmodel:default/flight-delay', 'component:default/flight-delay'],
  owner: 'group:default/flight-ops-ds',
  system: 'system:default/flight-operations',
  dependsOn: ['resource:default/nyc-flights'],
};

/** Of the owner `ops`; the other one nobody has pushed to yet. */
const REPOSITORIES = [
  { name: 'late-arrivals', isEmpty: false },
  { name: 'begun', isEmpty: true },
];

async function findRepository({ owner, name }: CheckedRepository) {
  const found = REPOSITORIES.find(it => owner === 'ops' && it.name === name);
  const url = `http://portal/git/${owner}/${name}`;
  return (
    found && {
      cloneUrl: `${url}.git`,
      rawUrl: `${url}/raw/main/`,
      isEmpty: found.isEmpty,
    }
  );
}

type Answers = CheckedAnswers & { repository?: CheckedRepository };

function check(
  answers: Answers,
  context: Partial<ReturnType<typeof createMockActionContext>> = {},
): Promise<void> {
  const action = createCheckAction({
    catalog: catalogServiceMock({ entities: ENTITIES }),
    findRepository,
  });
  return action.handler({
    ...createMockActionContext(),
    getInitiatorCredentials: async () => mockCredentials.user(),
    ...context,
    input: { ...FITTING, ...answers },
  });
}

describe('ml-models:check', () => {
  it.each<[string, Answers]>([
    ['all of which fit', {}],
    ['with references in short', { owner: 'flight-ops-ds', creates: ['x'] }],
    ['with a person as the owner', { owner: 'user:amara' }],
    ['with a new repository', { repository: { owner: 'ops', name: 'new' } }],
    ['that began once', { repository: { owner: 'ops', name: 'begun' } }],
    ['that leave questions out', { system: '', dependsOn: undefined }],
  ])('lets answers pass %s', async (_, answers) => {
    await expect(check(answers)).resolves.toBe(undefined);
  });

  it.each<[string, Answers, string]>([
    [
      'an owner nobody knows',
      { owner: 'group:default/nobody' },
      'Owner: group:default/nobody is not in the catalog, or not for you to see. Choose one that is, or register it in the catalog first.',
    ],
    [
      'an owner that can own nothing',
      { owner: 'resource:default/nyc-flights' },
      'Owner: Flights from New York is of kind resource. Choose a group or user of the catalog.',
    ],
    [
      'an unknown system',
      { system: 'airline' },
      'System: system:default/airline is not in the catalog',
    ],
    [
      'an unknown data set',
      { dependsOn: ['nyc-flights', 'lost-flights'] },
      'Depends on: resource:default/lost-flights is not in the catalog',
    ],
    [
      'a name that is taken',
      { creates: ['no-show'] },
      'Name: No-shows (mlmodel:default/no-show) is in the catalog already, owned by Revenue Management. Choose another name.',
    ],
    [
      'a name that is taken by whom one may not see',
      { creates: ['secret'] },
      'Name: secret (mlmodel:default/secret) is in the catalog already, owned by group:default/unseen. Choose another name.',
    ],
    [
      'the name of a model that was unregistered',
      { repository: { owner: 'ops', name: 'late-arrivals' } },
      'Name: The repository ops/late-arrivals is there already, with code in it. Unregistering a model leaves its repository and what it serves: to have the model back, register http://portal/git/ops/late-arrivals/raw/main/catalog-info.yaml in the catalog; else choose another name.',
    ],
    [
      'what is no reference',
      { owner: 'group:' },
      "Owner: 'group:' is no entity reference",
    ],
  ])('refuses %s, and says what to do', async (_, answers, message) => {
    await expect(check(answers)).rejects.toThrow(
      `Nothing was created, because the answers do not fit what is there.\n- ${message}`,
    );
  });

  it('names everything that does not fit at once', async () => {
    await expect(
      check({ owner: 'nobody', creates: ['no-show'] }),
    ).rejects.toThrow(
      /- Name: .*no-show\) is in the catalog already.*\n- Owner: .*nobody is not in/,
    );
  });

  it('says once that a name is taken, whatever else is named by it', async () => {
    const refused = check({
      creates: ['no-show', 'secret'],
      repository: { owner: 'ops', name: 'late-arrivals' },
    });
    await expect(refused).rejects.toThrow(/no-show/);
    await expect(refused).rejects.not.toThrow(/secret|repository/);
  });

  it('says what is wrong with an answer, not with a path that is made of it', async () => {
    const find = jest.fn();
    const action = createCheckAction({
      catalog: catalogServiceMock({ entities: ENTITIES }),
      findRepository: find,
    });
    const checked = action.handler({
      ...createMockActionContext(),
      getInitiatorCredentials: async () => mockCredentials.user(),
      input: { owner: 'group:', repository: { owner: '', name: 'new' } },
    });
    await expect(checked).rejects.toThrow("- Owner: 'group:' is no entity");
    expect(find).not.toHaveBeenCalled();
  });

  it('sees only what the person who creates may see', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const credentials = mockCredentials.user('user:default/amara');
    const lookup = jest.spyOn(catalog, 'getEntitiesByRefs');
    await createCheckAction({ catalog, findRepository }).handler({
      ...createMockActionContext(),
      getInitiatorCredentials: async () => credentials,
      input: FITTING,
    });

    expect(lookup).toHaveBeenCalledWith(expect.anything(), { credentials });
  });

  it('lets a resumed task pass whose model is in the catalog by now', async () => {
    await expect(
      check(
        { creates: ['no-show'] },
        { checkpoint: jest.fn().mockResolvedValue(true) },
      ),
    ).resolves.toBe(undefined);
  });
});
