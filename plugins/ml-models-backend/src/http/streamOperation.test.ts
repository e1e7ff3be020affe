import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { InputError } from '@backstage/errors';
import { operation } from '@noshelfware/backstage-plugin-ml-models-common';
import { once } from 'events';
import express from 'express';
import Router from 'express-promise-router';
import { createServer, IncomingMessage, request } from 'http';
import { z } from 'zod';
import { openCallers } from '../__testUtils__/openCallers';
import { streamOperation } from './streamOperation';

const download = operation({
  id: 'download',
  method: 'get',
  path: '/file',
  summary: 'A file',
  permission: null,
  query: z.object({ lines: z.coerce.number().int() }),
  response: z.unknown(),
  streams: ['text/plain'],
});

/** More than the buffers between two sockets hold. */
const LONG_LINE = 'x'.repeat(1024 * 1024);

describe('streamOperation', () => {
  const server = createServer();
  beforeAll(
    () => new Promise<void>(done => server.listen(0, '127.0.0.1', done)),
  );
  afterAll(() => server.close());
  afterEach(() => server.removeAllListeners('request'));

  function serve(chunks: () => AsyncGenerator<string>) {
    const router = Router();
    streamOperation({
      router,
      callers: openCallers(),
      operation: download,
      handle: async () => ({
        name: 'lines.txt',
        contentType: 'text/plain',
        chunks: chunks(),
      }),
    });
    const middleware = MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    server.on('request', express().use(router).use(middleware.error()));
  }

  async function get(path: string): Promise<IncomingMessage> {
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('not open');
    const { port } = address;
    const call = request({ host: '127.0.0.1', port, path }).end();
    const [response] = await once(call, 'response');
    return response;
  }

  async function textOf(response: IncomingMessage): Promise<string> {
    let text = '';
    for await (const chunk of response) text += chunk;
    return text;
  }

  it('answers with all chunks, as a file to save', async () => {
    serve(async function* lines() {
      yield 'one\n';
      yield 'two\n';
    });
    const response = await get('/file?lines=2');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="lines.txt"',
    });
    expect(await textOf(response)).toBe('one\ntwo\n');
  });

  it('refuses what does not fit, and what fails at once, with a status', async () => {
    serve(async function* lines() {
      yield* [];
      throw new InputError('no such lines');
    });
    const unfit = await get('/file?lines=many');
    expect(unfit.statusCode).toBe(400);
    expect(await textOf(unfit)).toContain('query.lines');
    const failing = await get('/file?lines=2');
    expect(failing.statusCode).toBe(400);
    expect(await textOf(failing)).toContain('no such lines');
  });

  it('breaks the connection off when it fails half-way', async () => {
    serve(async function* lines() {
      yield 'one\n';
      throw new Error('the database is gone');
    });
    const response = await get('/file?lines=2');
    await expect(textOf(response)).rejects.toThrow('aborted');
  });

  it('reads no further once its caller has left', async () => {
    let given = 0;
    const stopped = new Promise<void>(resolve => {
      serve(async function* lines() {
        try {
          for (;;) {
            given += 1;
            yield LONG_LINE;
          }
        } finally {
          resolve();
        }
      });
    });
    const response = await get('/file?lines=2');
    await once(response, 'readable');
    response.destroy();
    await stopped;
    expect(given).toBeLessThan(100);
  });
});
