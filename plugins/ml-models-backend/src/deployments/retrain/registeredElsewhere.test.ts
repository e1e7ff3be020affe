import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';
const COMMIT = { sha: 'a'.repeat(40) };

describe('a retrain whose workflow registers its version by itself', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  const deploy = (asked: object) =>
    backend.call('post', `${MODEL}/deployments`, {
      environment: 'production',
      ...asked,
    });

  beforeEach(async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    fetched.mockImplementation((...asked) => backend.runtime.fetch(...asked));
    backend = await startMlModels({
      entities: [
        aModelEntity({
          spec: { logging: { redact: [{ path: 'inputs.seat', how: 'hash' }] } },
        }),
      ],
    });
    backend.engine.stages = ['train'];
    const { body } = await deploy({ commit: COMMIT.sha });
    await until(body.id, ({ status }) => status === 'live');
    backend.engine.output = undefined;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await backend.stop();
  });

  async function until(
    id: string,
    holds: (deployment: {
      status: string;
      currentStep?: string;
      buildComparison?: object;
    }) => boolean,
  ) {
    for (;;) {
      const { body } = await backend.call('get', `/deployments/${id}`);
      if (holds(body)) return body;
    }
  }

  /** @returns the comparison of a retrain that is registered with 120 rows */
  async function compare(inputs: object) {
    const { body } = await deploy({ trigger: 'retrain' });
    await until(body.id, ({ currentStep }) => currentStep === 'register');
    const registered = await backend.call('post', `${MODEL}/versions`, {
      report: aModelReport({
        target: { output: 'delayed', name: 'delayed', type: 'boolean' },
      }),
      commit: COMMIT,
      runId: `run of ${body.id}`,
      referenceRows: Array.from({ length: 120 }, (_, distance) => ({
        inputs: { distance, ...inputs },
        outputs: { delayed: false },
        target: { delayed: distance % 10 === 0 },
      })),
    });
    expect(registered.status).toBe(201);
    const { buildComparison } = await until(body.id, deployment =>
      Boolean(deployment.buildComparison),
    );
    return buildComparison;
  }

  it('is compared by the rows that it registers', async () => {
    expect(await compare({ carrier: 'UA' })).toMatchObject({
      candidate: 2,
      live: 1,
      outcome: 'not-worse',
      rows: 120,
    });
  });

  it('is not compared by rows of which a part may not be kept', async () => {
    expect(await compare({ carrier: 'UA', seat: '12A' })).toMatchObject({
      outcome: 'not-measured',
      says: expect.stringContaining(
        'nothing in it that the logging policy redacts',
      ),
    });
  });
});
