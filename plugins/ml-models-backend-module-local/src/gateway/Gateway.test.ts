import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import { Gateway } from './Gateway';
import { ServedWindows } from './ServedWindows';
import { Split, TrafficTable } from './TrafficTable';
import { Unanswered } from './Unanswered';
import { Upstream } from './Upstream';

const ROUTE = 'production/default/delay';

/** Nobody listens there, and nobody is given it. */
const DEAD_PORT = 1;

describe('Gateway', () => {
  let table: TrafficTable;
  let servedWindows: ServedWindows;
  let gateway: Gateway;
  let root: string;
  let telemetryEndpoint: string | undefined;
  /** Of which a record is sent. */
  let unanswered: Unanswered[];

  beforeEach(async () => {
    table = new TrafficTable();
    servedWindows = new ServedWindows();
    telemetryEndpoint = undefined;
    unanswered = [];
    gateway = new Gateway({
      table,
      servedWindows,
      replayToken: 'replay-secret',
      telemetryEndpoint: () => telemetryEndpoint,
      onUnanswered: call => unanswered.push(call) > 0,
    });
    root = `http://127.0.0.1:${await gateway.listen([0])}`;
  });

  afterEach(async () => {
    await closeTestServers();
    await gateway.close();
  });

  function add(version: number, port: number | undefined): Upstream {
    const upstream = new Upstream(version);
    upstream.port = port;
    table.add(ROUTE, upstream);
    return upstream;
  }

  /** Answers with its name, the path, the headers and the body it got. */
  const echo = (build: string) =>
    testServer(async (request, response) => {
      const body = await text(request);
      const { url, headers } = request;
      response.setHeader('x-from', build);
      response.setHeader('x-noshelfware-version', 'forged');
      response.end(JSON.stringify({ build, url, headers, body }));
    });

  const post = (path: string, body = '{}', headers = {}) =>
    fetch(`${root}${path}`, { method: 'POST', body, headers });

  it('forwards path, query, headers and body, and names the version', async () => {
    const upstream = add(4, await echo('v4'));
    table.setSplit(ROUTE, only(4));
    const response = await post(`/${ROUTE}/v2/models/delay/infer?x=1`, '[1]', {
      'x-mine': 'yes',
    });
    expect(response.headers.get('x-noshelfware-version')).toBe('4');
    expect(response.headers.get('x-from')).toBe('v4');
    expect(await response.json()).toMatchObject({
      url: '/v2/models/delay/infer?x=1',
      body: '[1]',
      headers: {
        'x-mine': 'yes',
        'x-noshelfware-traffic': 'primary',
        'x-noshelfware-gateway-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    await until(
      () => upstream.served.primary,
      count => count === 1,
    );
    expect(upstream.inFlight).toBe(0);
  });

  it('asks one version whatever the split, and never calls that live traffic', async () => {
    const pinned = add(2, await echo('v2'));
    add(1, await echo('v1'));
    table.setSplit(ROUTE, only(1));
    const response = await post(`/${ROUTE}/versions/2/infer`);
    expect(await response.json()).toMatchObject({
      build: 'v2',
      url: '/infer',
      headers: { 'x-noshelfware-traffic': 'shadow' },
    });
    await until(
      () => pinned.served.shadow,
      count => count === 1,
    );
  });

  it('passes the time of a replay on for the bearer of the token alone', async () => {
    add(1, await echo('v1'));
    table.setSplit(ROUTE, only(1));
    const at = { 'x-noshelfware-replay-at': '2013-02-01T00:00:00Z' };
    const forged = await post(`/${ROUTE}/infer`, '{}', at);
    expect((await forged.json()).headers).not.toHaveProperty(
      'x-noshelfware-replay-at',
    );
    const replayed = await post(`/${ROUTE}/infer`, '{}', {
      ...at,
      authorization: 'Bearer replay-secret',
    });
    const { headers } = await replayed.json();
    expect(headers).toMatchObject(at);
    expect(headers).not.toHaveProperty('authorization');
  });

  describe('counts for completeness', () => {
    const INFER = '/v2/models/delay/infer';

    /** Answers with the status that the query asks for. */
    const answering = () =>
      testServer((request, response) => {
        response.statusCode = Number(/status=(\d+)/.exec(request.url!)?.[1]);
        response.end();
      });

    /** Over all windows: one may begin in the middle of a test. */
    const served = () => {
      const sums = new Map<number, number>();
      for (const window of servedWindows.list(0)) {
        const before = sums.get(window.version) ?? 0;
        sums.set(window.version, before + window.served);
      }
      return [...sums];
    };

    beforeEach(async () => {
      add(1, await answering());
      table.setSplit(ROUTE, only(1));
    });

    it.each([200, 400, 413, 500, 503])(
      'a prediction answered with %i',
      async status => {
        await post(`/${ROUTE}${INFER}?status=${status}`);
        await post(
          `/${ROUTE}/versions/1/v2/models/delay/versions/1/infer?status=${status}`,
        );
        expect(served()).toEqual([[1, 2]]);
      },
    );

    it.each([404, 405])('no answer of status %i', async status => {
      await post(`/${ROUTE}${INFER}?status=${status}`);
      expect(served()).toEqual([]);
    });

    it('nothing but predictions', async () => {
      await post(`/${ROUTE}/v2/models/delay/ready?status=200`);
      await post(`/${ROUTE}/infer?status=200`);
      await fetch(`${root}/${ROUTE}${INFER}?status=200`);
      expect(served()).toEqual([]);
    });

    it('no replay, and what only pretends to be one', async () => {
      const at = { 'x-noshelfware-replay-at': '2013-02-01T00:00:00Z' };
      const authorization = 'Bearer replay-secret';
      const path = `/${ROUTE}${INFER}?status=200`;
      await post(path, '{}', { ...at, authorization });
      expect(served()).toEqual([]);
      await post(path, '{}', at);
      await post(path, '{}', { authorization });
      expect(served()).toEqual([[1, 2]]);
    });

    it('what broke off, of which the gateway leaves the record, and each shadow beside its primary', async () => {
      add(
        2,
        await testServer((request, _) => {
          request.socket.destroy();
        }),
      );
      add(3, await answering());
      table.setSplit(ROUTE, { ...only(2), shadow: [3] });
      expect((await post(`/${ROUTE}${INFER}?status=200`)).status).toBe(502);
      await until(served, counts => counts.length > 1);
      expect(served().sort()).toEqual([
        [2, 1],
        [3, 1],
      ]);
    });

    it('in the window of the id that the service gets', async () => {
      const port = await echo('v4');
      add(4, port);
      table.setSplit(ROUTE, only(4));
      const { headers } = await (await post(`/${ROUTE}${INFER}`)).json();
      const id: string = headers['x-noshelfware-gateway-id'];
      expect(id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      const timeMs = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
      const startS = Math.floor(timeMs / 300_000) * 300;
      expect(servedWindows.list(0)).toEqual([
        { route: ROUTE, version: 4, startS, served: 1 },
      ]);
    });
  });

  it('asks another version of the split when the first refuses the connection', async () => {
    add(1, DEAD_PORT);
    add(2, await echo('v2'));
    table.setSplit(ROUTE, {
      shares: [
        { version: 1, weight: 99.99, role: 'primary' },
        { version: 2, weight: 0.01, role: 'canary' },
      ],
    });
    const body = 'x'.repeat(300_000);
    const response = await post(`/${ROUTE}/infer`, body);
    expect(await response.json()).toMatchObject({
      build: 'v2',
      body,
      headers: { 'x-noshelfware-traffic': 'canary' },
    });
  });

  it('says of a version that does not listen yet that it is starting', async () => {
    add(1, DEAD_PORT);
    table.setSplit(ROUTE, only(1));
    const early = await post(`/${ROUTE}/infer`);
    expect(early.status).toBe(503);
    expect(early.headers.get('retry-after')).toBe('1');
    expect(await early.json()).toEqual({
      error:
        'version 1 is starting: it does not accept connections yet, ask again in a moment',
    });
  });

  it('says why when the version is down', async () => {
    add(1, undefined).message = 'The service exited with code 1';
    table.setSplit(ROUTE, only(1));
    const crashed = await post(`/${ROUTE}/infer`);
    expect(crashed.status).toBe(502);
    expect(await crashed.json()).toEqual({
      error: 'version 1 is down: The service exited with code 1',
    });
  });

  /** Waits until a request has been refused, and has looked again so many times. */
  const refused = (choose: jest.SpyInstance, looks = 1) =>
    until(
      () => choose.mock.calls.length,
      count => count > looks,
    );

  it('waits for a version that was ready and went away just now', async () => {
    const upstream = add(1, undefined);
    upstream.isProven = true;
    upstream.awaySinceMs = Date.now();
    table.setSplit(ROUTE, only(1));
    const choose = jest.spyOn(table, 'choose');
    const asked = post(`/${ROUTE}/infer`, 'kept');
    await refused(choose);
    // Where it will listen is known before it does, and nobody asks it yet.
    const asks = jest.fn();
    upstream.port = await testServer(async (request, response) => {
      asks();
      const body = await text(request);
      response.end(JSON.stringify({ build: 'again', body }));
    });
    await refused(choose, choose.mock.calls.length + 2);
    expect(asks).not.toHaveBeenCalled();
    upstream.awaySinceMs = undefined;
    const response = await asked;
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      build: 'again',
      body: 'kept',
    });
    expect(unanswered).toEqual([]);
  });

  it('waits for none that has been away for a while', async () => {
    const upstream = add(1, undefined);
    upstream.isProven = true;
    upstream.awaySinceMs = Date.now() - 10_000;
    upstream.message = 'The service exited with code 1';
    table.setSplit(ROUTE, only(1));
    const askedAt = performance.now();
    const response = await post(`/${ROUTE}/infer`);
    expect(response.status).toBe(502);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
  });

  it('gives what waits to the version that has taken over meanwhile', async () => {
    const upstream = add(1, undefined);
    upstream.isProven = true;
    upstream.awaySinceMs = Date.now();
    table.setSplit(ROUTE, only(1));
    const choose = jest.spyOn(table, 'choose');
    const asked = post(`/${ROUTE}/infer`);
    await refused(choose);
    add(2, await echo('v2'));
    table.setSplit(ROUTE, only(2));
    expect(await (await asked).json()).toMatchObject({ build: 'v2' });
  });

  describe('tells of a prediction that nobody answered', () => {
    const INFER = `/${ROUTE}/v2/models/delay/infer`;
    const told = () =>
      unanswered.map(({ statusCode, error, traffic }) => [
        statusCode,
        error,
        traffic,
      ]);

    it('since the version is down', async () => {
      add(1, undefined).message = 'The service exited with code 3';
      table.setSplit(ROUTE, only(1));
      const response = await post(INFER, '{}', { 'x-request-id': 'mine' });
      await post(`/${ROUTE}/versions/1/v2/models/delay/infer`);
      expect(told()).toEqual([
        [502, 'ServiceDown', 'primary'],
        [502, 'ServiceDown', 'shadow'],
      ]);
      expect(unanswered[0]).toMatchObject({
        route: ROUTE,
        version: 1,
        requestId: 'mine',
        gatewayId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        message: (await response.json()).error,
      });
      expect(servedWindows.list(0)).toMatchObject([{ version: 1, served: 2 }]);
    });

    it('since the version is being started, or broke off', async () => {
      add(1, DEAD_PORT);
      table.setSplit(ROUTE, only(1));
      await post(INFER);
      add(
        2,
        await testServer(request => {
          request.socket.destroy();
        }),
      );
      table.setSplit(ROUTE, only(2));
      await post(INFER);
      expect(told()).toEqual([
        [503, 'ServiceStarting', 'primary'],
        [502, 'AnswerBrokenOff', 'primary'],
      ]);
    });

    it('and of nothing else', async () => {
      add(1, undefined);
      table.setSplit(ROUTE, only(1));
      await post(`/${ROUTE}/v2/models/delay/ready`);
      await post(INFER, '{}', {
        'x-noshelfware-replay-at': '2013-02-01T00:00:00Z',
        authorization: 'Bearer replay-secret',
      });
      add(2, await echo('v2'));
      table.setSplit(ROUTE, only(2));
      await post(INFER);
      expect(told()).toEqual([]);
    });
  });

  it('does not ask again when a version breaks off', async () => {
    let calls = 0;
    const port = await testServer(request => {
      calls += 1;
      request.socket.destroy();
    });
    add(1, port);
    add(2, port);
    table.setSplit(ROUTE, {
      shares: [
        { version: 1, weight: 50, role: 'primary' },
        { version: 2, weight: 50, role: 'canary' },
      ],
    });
    const response = await post(`/${ROUTE}/infer`);
    expect(response.status).toBe(502);
    expect((await response.json()).error).toMatch(/broke off before it/);
    expect(calls).toBe(1);
  });

  it('counts a request once whose connection is reset in the answer', async () => {
    let calls = 0;
    const upstream = add(
      1,
      await testServer((request, response) => {
        calls += 1;
        response.writeHead(200, { 'content-length': 4 });
        if (calls > 1) {
          response.end('full');
        } else {
          response.write('ha', () => request.socket.resetAndDestroy());
        }
      }),
    );
    table.setSplit(ROUTE, only(1));
    const ask = () => post(`/${ROUTE}/infer`).then(answer => answer.text());
    await expect(ask()).rejects.toThrow();
    expect(await ask()).toBe('full');
    await until(
      () => upstream.served.primary,
      count => count === 1,
    );
    expect(upstream.inFlight).toBe(0);
  });

  it.each([
    ['200 O\u0001K', 200],
    ['099 Nine', 502],
  ])('survives an answer of %j', async (statusLine, status) => {
    const upstream = add(
      1,
      await testServer(request => {
        request.socket.end(
          `HTTP/1.1 ${statusLine}\r\ncontent-length: 2\r\n\r\n{}`,
        );
      }),
    );
    table.setSplit(ROUTE, only(1));
    const response = await post(`/${ROUTE}/infer`);
    expect(response.status).toBe(status);
    await response.text();
    await upstream.idle();
    expect(upstream.inFlight).toBe(0);
  });

  it.each([
    [`/${ROUTE}`, `/${ROUTE}`, [1]],
    [`/${ROUTE}/?x=1`, `/${ROUTE}`, [1]],
    [`/${ROUTE}/versions/2`, `/${ROUTE}/versions/2`, [2]],
  ])('says at %s what to ask there', async (path, address, versions) => {
    add(1, await echo('v1'));
    add(2, await echo('v2'));
    table.setSplit(ROUTE, only(1));
    const response = await fetch(`${root}${path}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      model: 'default/delay',
      environment: 'production',
      versions,
      describe: `GET ${address}/v2/models/delay`,
      predict: `POST ${address}/v2/models/delay/infer`,
    });
  });

  it('leaves all else at the address of a model to its service', async () => {
    add(1, await echo('v1'));
    table.setSplit(ROUTE, only(1));
    const answers = [
      await post(`/${ROUTE}`),
      await fetch(`${root}/${ROUTE}/x`),
    ];
    const builds = answers.map(answer => answer.headers.get('x-from'));
    expect(builds).toEqual(['v1', 'v1']);
  });

  it('says what to do when nothing is live, or the version does not run', async () => {
    add(1, undefined);
    const nothing = await post(`/${ROUTE}/infer`);
    expect(nothing.status).toBe(503);
    expect((await nothing.json()).error).toBe(
      'no version of default/delay is live in production: deploy one in the portal',
    );
    const pinned = await post(`/${ROUTE}/versions/9/infer`);
    expect(pinned.status).toBe(503);
    expect((await pinned.json()).error).toMatch(/version 9 .* does not run/);
  });

  it('lists what exists when asked for something else', async () => {
    add(1, undefined);
    const response = await fetch(`${root}/production/default/dealy/infer`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: expect.stringContaining('/production/default/dealy/infer'),
      served: [`/${ROUTE}`],
    });
  });

  it('sends shadows a copy under the same gateway id, and waits for none', async () => {
    const copies: { headers: unknown; body: string }[] = [];
    const shadow = await testServer(async (request, response) => {
      copies.push({ headers: request.headers, body: await text(request) });
      response.statusCode = 500;
      response.end();
    });
    const hanging = await testServer(() => {});
    add(1, await echo('v1'));
    const counted = add(2, shadow);
    add(3, hanging);
    add(4, DEAD_PORT);
    table.setSplit(ROUTE, { ...only(1), shadow: [2, 3, 4] });
    const response = await post(`/${ROUTE}/infer`, 'row');
    const { headers } = await response.json();
    await until(
      () => counted.served.shadow,
      count => count === 1,
    );
    expect(copies).toEqual([
      {
        body: 'row',
        headers: expect.objectContaining({
          'x-noshelfware-traffic': 'shadow',
          'x-noshelfware-gateway-id': headers['x-noshelfware-gateway-id'],
          'x-request-id': headers['x-request-id'],
        }),
      },
    ]);
    expect(headers['x-noshelfware-traffic']).toBe('primary');
  });

  it('streams both ways while the request is still open', async () => {
    const port = await testServer((request, response) => {
      request.pipe(response);
    });
    add(1, port);
    table.setSplit(ROUTE, only(1));
    const outgoing = httpRequest(`${root}/${ROUTE}/stream`, {
      method: 'POST',
    });
    outgoing.write('one');
    const first = await new Promise<string>(resolve => {
      outgoing.once('response', answer =>
        answer.once('data', chunk => {
          resolve(`${chunk}`);
          answer.resume();
        }),
      );
    });
    expect(first).toBe('one');
    outgoing.end();
  });

  it('ends the request to the version when the caller goes away', async () => {
    let ended = false;
    const port = await testServer(request => {
      request.socket.once('close', () => {
        ended = true;
      });
    });
    const upstream = add(1, port);
    table.setSplit(ROUTE, only(1));
    const abort = new AbortController();
    const call = fetch(`${root}/${ROUTE}/slow`, { signal: abort.signal });
    await until(
      () => upstream.inFlight,
      count => count === 1,
    );
    abort.abort();
    await expect(call).rejects.toThrow();
    await until(
      () => ended,
      value => value,
    );
    await upstream.idle();
  });

  it('breaks the answer off when the version does', async () => {
    const port = await testServer((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });
    add(1, port);
    table.setSplit(ROUTE, only(1));
    const response = await fetch(`${root}/${ROUTE}/infer`);
    await expect(response.text()).rejects.toThrow();
  });

  it('moves on to the next port when the wanted one is taken', async () => {
    const taken = await testServer(() => {});
    const second = new Gateway({
      table,
      servedWindows,
      replayToken: 'x',
      telemetryEndpoint: () => undefined,
      onUnanswered: () => false,
    });
    const port = await second.listen([taken]);
    expect(port).toBeGreaterThan(taken);
    await second.close();
  });

  describe('relay of telemetry', () => {
    const report = (body: Uint8Array) =>
      fetch(`${root}/otlp/v1/logs`, {
        method: 'POST',
        body,
        headers: {
          authorization: 'Bearer ingest',
          'content-encoding': 'gzip',
          'content-type': 'application/x-protobuf',
        },
      });

    it('hands reports to the portal as they are', async () => {
      const port = await testServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
          chunks.push(chunk);
        }
        const { authorization } = request.headers;
        response.setHeader('content-type', 'application/x-protobuf');
        response.end(
          `${request.url} ${authorization} ${gunzipSync(
            Buffer.concat(chunks),
          )}`,
        );
      });
      telemetryEndpoint = `http://127.0.0.1:${port}/api/ml-models/otlp`;
      const response = await report(gzipSync('records'));
      expect(response.headers.get('content-type')).toBe(
        'application/x-protobuf',
      );
      expect(await response.text()).toBe(
        '/api/ml-models/otlp/v1/logs Bearer ingest records',
      );
    });

    it('makes exporters wait while the portal is away', async () => {
      const unknown = await report(gzipSync('records'));
      expect(unknown.status).toBe(503);
      telemetryEndpoint = `http://127.0.0.1:${DEAD_PORT}/otlp`;
      const down = await report(gzipSync('records'));
      expect(down.status).toBe(503);
      expect(down.headers.get('retry-after')).toBe('2');
      const port = await testServer((_, response) => {
        response.statusCode = 404;
        response.end();
      });
      telemetryEndpoint = `http://127.0.0.1:${port}/otlp`;
      const starting = await report(gzipSync('records'));
      expect(starting.status).toBe(503);
    });

    it('goes on while requests for models are refused', async () => {
      add(1, await echo('v1'));
      table.setSplit(ROUTE, only(1));
      const port = await testServer((_, response) => response.end('stored'));
      telemetryEndpoint = `http://127.0.0.1:${port}/otlp`;
      gateway.drain();
      expect((await post(`/${ROUTE}/infer`)).status).toBe(503);
      expect(await (await report(gzipSync('last'))).text()).toBe('stored');
    });
  });
});

function only(version: number): Split {
  return { shares: [{ version, weight: 100, role: 'primary' }] };
}
