import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { InMemoryServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Router } from 'express';
import { once } from 'events';
import { mountRouter, serveRouter } from '../../__testUtils__/serveRouter';
import { RuntimeArtifactStore } from '../../deployments/RuntimeArtifactStore';
import { createArtifactRouter } from './createArtifactRouter';

const CONTENT = gzipSync('all that is needed to serve');
const DIGEST = digestOf(CONTENT);
const PATH = `/models/default/flight-delay/artifacts/${DIGEST}`;

function digestOf(content: Buffer) {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function aRouter(
  options: { sizeBytesMax?: number; takesArtifacts?: boolean } = {},
) {
  const { sizeBytesMax = 1000, takesArtifacts = true } = options;
  const runtime = new InMemoryServingRuntime();
  if (!takesArtifacts) {
    Object.assign(runtime, { keepArtifact: undefined });
  }
  const auditor = mockServices.auditor.mock();
  const router = createArtifactRouter({
    artifacts: new RuntimeArtifactStore(new Map([['local', runtime]]), 'local'),
    auditor,
    sizeBytesMax,
    registrants: {
      async authenticate({ headers }) {
        if (!headers.authorization) {
          throw new AuthenticationError('Who are you?');
        }
        return {
          name: 'token:1',
          async assertMayRegister(modelRef) {
            if (modelRef !== 'mlmodel:default/flight-delay') {
              throw new NotAllowedError(`Not ${modelRef}`);
            }
          },
        };
      },
    },
  });
  return { router, runtime, auditor };
}

function put(
  router: Router,
  path = PATH,
  content: Buffer = CONTENT,
  headers: Record<string, string> = {},
) {
  return serveRouter(router)
    .put(path)
    .set({ authorization: 'Bearer x', ...headers })
    .send(content);
}

describe('the route for artifacts', () => {
  it('hands what is sent to the runtime that will serve it, and leaves a trace', async () => {
    const { auditor, router, runtime } = aRouter();
    const { status, body } = await put(router);
    expect({ status, body }).toEqual({
      status: 200,
      body: { artifactUri: `memory:${DIGEST}` },
    });
    expect(runtime.artifacts.get(body.artifactUri)).toBe(DIGEST);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'artifact-keep',
        meta: {
          modelRef: 'mlmodel:default/flight-delay',
          digest: DIGEST,
          createdBy: 'token:1',
        },
      }),
    );
  });

  it('takes what its sender has packed for the way', async () => {
    const { router, runtime } = aRouter();
    const { status } = await put(router, PATH, gzipSync(CONTENT), {
      'content-encoding': 'gzip',
    });
    expect(status).toBe(200);
    expect([...runtime.artifacts.values()]).toEqual([DIGEST]);
  });

  it.each([
    [
      400,
      'another digest',
      PATH,
      Buffer.from('something else'),
      /has the digest/,
    ],
    [
      400,
      'what is no digest',
      `${PATH}0`,
      CONTENT,
      /path\.digest: expected sha256/,
    ],
    [
      403,
      'a model of others',
      PATH.replace('delay', 'fare'),
      CONTENT,
      /Not ml/,
    ],
    [413, 'too much', PATH, Buffer.alloc(1001), /larger than 1000 bytes/],
  ])(
    'answers %i to %s, and keeps nothing',
    async (expected, _, path, content, message) => {
      const { router, runtime } = aRouter();
      const { status, body } = await put(router, path, content);
      expect(status).toBe(expected);
      expect(body.error.message).toMatch(message);
      expect([...runtime.artifacts]).toEqual([]);
    },
  );

  it('answers 401 to nobody', async () => {
    const { router } = aRouter();
    const response = await serveRouter(router).put(PATH).send(CONTENT);
    expect(response.status).toBe(401);
  });

  it('refuses what is announced as too large before it comes', async () => {
    const { router } = aRouter();
    const server = createServer(mountRouter(router)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const socket = connect(port ?? 0, '127.0.0.1');
    socket.write(
      `PUT ${PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ncontent-length: 1001\r\n\r\n`,
    );
    const [answer] = await once(socket, 'data');
    expect(`${answer}`).toMatch(/^HTTP\/1\.1 413/);
    socket.destroy();
    server.close();
  });

  it('answers 501 where the runtime fetches artifacts itself', async () => {
    const { router } = aRouter({ takesArtifacts: false });
    const { status, body } = await put(router);
    expect(status).toBe(501);
    expect(body.error.message).toMatch(
      /'local' takes no artifacts: publish this one where the runtime fetches from/,
    );
  });
});
