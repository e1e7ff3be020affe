import { mockServices } from '@backstage/backend-test-utils';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';
import { RecordingMirror } from './__testUtils__/RecordingMirror';

const DEPLOYMENTS = '/models/default/flight-delay/deployments';

describe('a mirror of a module', () => {
  const mirror = new RecordingMirror();
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [aModelEntity({ spec: { environments: ['staging', 'live'] } })],
      mirrors: [mirror],
      services: [
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'https://portal.example.com/' } },
        }),
      ],
    });
  });

  afterAll(() => backend.stop());

  async function deploy(body: object) {
    const { body: asked } = await backend.call('post', DEPLOYMENTS, body);
    return until(
      async () => mirror.told.filter(one => one.deploymentId === asked.id),
      // Nothing answers the smoke test here.
      told => told.some(({ state }) => state === 'failure'),
      60_000,
    );
  }

  it('is told of builds and promotions, with what the catalog and the portal know', async () => {
    const built = await deploy({ environment: 'staging' });
    expect(built.at(-1)).toMatchObject({
      modelRef: 'mlmodel:default/flight-delay',
      environment: 'staging',
      isProduction: false,
      version: 1,
      commit: backend.engine.head,
      url: expect.stringMatching(
        /^https:\/\/portal\.example\.com\/catalog\/default\/mlmodel\/flight-delay\/versions\?deployment=/,
      ),
    });
    const promoted = await deploy({ environment: 'live', version: 1 });
    expect(promoted.at(-1)).toMatchObject({
      environment: 'live',
      isProduction: true,
      commit: backend.engine.head,
      sourceLocation:
        'url:http://localhost:7007/api/ml-models/git/flights/flight-delay/raw/main/',
    });
  }, 120_000);
});
