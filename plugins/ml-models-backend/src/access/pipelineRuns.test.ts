import { AuthenticationError } from '@backstage/errors';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';

const SOURCE = 'url:https://forge.example.com/flights/';
const RUN = 'the-run-of-the-token';
const TOKEN = 'Bearer signed-by-the-forge';

function aModel(name: string, source: string) {
  const annotations = { 'backstage.io/source-location': source };
  return aModelEntity({ name, annotations });
}

describe('pipeline runs with a token of their platform', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [
        aModel('flight-delay', `${SOURCE}flight-delay`),
        aModel('taxi-out-time', `${SOURCE}taxi-out-time`),
        aModelEntity({ name: 'no-source', annotations: {} }),
      ],
      pipelineIdentities: [
        { verify: async () => undefined },
        {
          async verify(token) {
            if (token === 'expired') {
              throw new AuthenticationError('It has expired');
            }
            return token === 'signed-by-the-forge'
              ? {
                  name: 'run 42 of flight-delay',
                  runId: RUN,
                  isFrom: source => source === `${SOURCE}flight-delay`,
                }
              : undefined;
          },
        },
      ],
    });
  });
  afterAll(() => backend.stop());

  function register(
    model: string,
    options: { runId?: string; authorization?: string } = {},
  ) {
    const { runId, authorization = TOKEN } = options;
    return backend.call(
      'post',
      `/models/default/${model}/versions`,
      { report: aModelReport(), runId },
      authorization,
    );
  }

  it('register a version once, as the run that they are', async () => {
    const [first, again] = [
      await register('flight-delay'),
      await register('flight-delay', { runId: RUN }),
    ];
    expect(first).toMatchObject({
      status: 201,
      body: { version: 1, createdBy: 'run 42 of flight-delay' },
    });
    expect(again.body.version).toBe(1);
    expect(backend.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'version-register',
        meta: expect.objectContaining({ runId: RUN }),
      }),
    );
  });

  it('register nothing for another run', async () => {
    const { status, body } = await register('flight-delay', { runId: 'other' });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^body.runId: 'other' is another run/);
  });

  it('register and hand over nothing of other code, and learn of no model', async () => {
    const messages = await Promise.all(
      ['taxi-out-time', 'no-source', 'nowhere'].map(async name => {
        const { status, body } = await register(name);
        expect(status).toBe(403);
        return body.error.message.replace(name, '…');
      }),
    );
    expect(new Set(messages).size).toBe(1);
    const { status } = await backend.call(
      'put',
      `/models/default/taxi-out-time/artifacts/sha256:${'a'.repeat(64)}`,
      undefined,
      TOKEN,
    );
    expect(status).toBe(403);
  });

  it('are told what is wrong with their token, and others are let through', async () => {
    const expired = await register('flight-delay', {
      authorization: 'Bearer expired',
    });
    expect([expired.status, expired.body.error.message]).toEqual([
      401,
      'It has expired',
    ]);
    const person = await backend.call(
      'post',
      '/models/default/flight-delay/versions',
      {
        report: aModelReport(),
      },
    );
    expect(person.status).toBe(201);
  });
});
