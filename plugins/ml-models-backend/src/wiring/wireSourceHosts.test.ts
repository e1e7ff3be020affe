import { mockServices } from '@backstage/backend-test-utils';
import {
  PushEvent,
  SourceHost,
  SourceHostContext,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';

const SOURCE = 'url:https://git.example.com/flights/';
const CLONE_URL = 'https://git.example.com/flights/flight-delay.git';

function aModelOf(
  name: string,
  location: string | undefined,
  spec: Parameters<typeof aModelEntity>[0] = {},
) {
  return aModelEntity({
    ...spec,
    name,
    annotations: location ? { 'backstage.io/source-location': location } : {},
  });
}

describe('the context of a source host', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;
  let context: SourceHostContext;
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  beforeAll(async () => {
    const host: SourceHost = {
      id: 'in-memory',
      start: async given => {
        context = given;
      },
      findRepository: async location =>
        location.startsWith(`${SOURCE}flight-delay`)
          ? { cloneUrl: CLONE_URL, defaultBranch: 'main', commits: [] }
          : undefined,
    };
    backend = await startMlModels({
      sourceHosts: [host],
      services: [logger.factory],
      entities: [
        aModelOf('flight-delay', `${SOURCE}flight-delay/tree/main/delay/`),
        aModelOf('no-show', `${SOURCE}flight-delay/tree/main/no-show/`, {
          spec: { serving: { runtime: 'external' } },
        }),
        aModelOf('churn', `${SOURCE}churn/`),
        aModelOf('from-a-file', undefined),
      ],
    });
  });
  afterAll(() => backend.stop());

  const push = (changes: Partial<PushEvent> = {}) =>
    context.onPush({
      pushId: 'first',
      modelRef: 'mlmodel:default/flight-delay',
      branch: 'main',
      defaultBranch: 'main',
      commit: 'a'.repeat(40),
      cloneUrl: CLONE_URL,
      ...changes,
    });

  it('lists the models whose code is in a repository', async () => {
    const asked: string[] = [];
    const models = await context.listModels(location => {
      asked.push(location);
      return location.startsWith(`${SOURCE}flight-delay`);
    });
    expect(models.sort()).toEqual([
      'mlmodel:default/flight-delay',
      'mlmodel:default/no-show',
    ]);
    expect(asked).toHaveLength(3);
  });

  it('lists none of a repository that has none', async () => {
    await expect(context.listModels(() => false)).resolves.toEqual([]);
  });

  it('has a push deployed once, and noted who asked for it', async () => {
    const told = [await push(), await push()];
    expect(told[0]).toMatch(/^Deployment of aaaaaaa to production queued/);
    expect(told[1]).toBe(told[0]);
    const { body } = await backend.call(
      'get',
      '/models/default/flight-delay/deployments',
    );
    expect(body.items).toMatchObject([{ trigger: 'push' }]);
    expect(backend.audited).toContainEqual(
      expect.objectContaining({ eventId: 'deployment-request' }),
    );
  });

  it('refuses a push of a model that its own pipeline deploys, and logs why', async () => {
    const modelRef = 'mlmodel:default/no-show';
    const reason = `${modelRef} is deployed by its own pipeline`;
    await expect(push({ modelRef })).resolves.toContain(reason);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining(reason));
  });
});
