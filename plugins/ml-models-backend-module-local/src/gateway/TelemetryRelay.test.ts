import { createServer } from 'node:http';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import { TelemetryRelay } from './TelemetryRelay';

describe('TelemetryRelay', () => {
  let received: string[];
  let endpoint: string;
  let relay: TelemetryRelay;

  beforeEach(async () => {
    received = [];
    const portal = await testServer((request, response) => {
      received.push(`${request.method} ${request.url}`);
      response.end('{}');
    });
    endpoint = `http://127.0.0.1:${portal}/api/ml-models/otlp`;
    relay = new TelemetryRelay({ telemetryEndpoint: () => endpoint });
    jest.spyOn(console, 'error').mockImplementation(() => {});
  });

  afterEach(async () => {
    relay.close();
    await closeTestServers();
    jest.restoreAllMocks();
  });

  const post = (port: number, path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: '{}',
    }).then(
      ({ status }) => status,
      () => undefined,
    );

  /** @returns a port that somebody listens on until told to leave it */
  async function takenPort(): Promise<{ port: number; leave(): void }> {
    const other = createServer((_, response) => response.end());
    const port = await new Promise<number>((resolve, reject) =>
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        return typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port'));
      }),
    );
    return {
      port,
      leave() {
        other.close();
        other.closeAllConnections();
      },
    };
  }

  it('listens as soon as it can, and takes reports and nothing else', async () => {
    const { port, leave } = await takenPort();
    relay.listen({ address: '127.0.0.1', port });
    await until(
      () => jest.mocked(console.error).mock.calls,
      calls => calls.length > 0,
    );
    leave();
    await until(
      () => post(port, '/otlp/v1/logs'),
      status => status === 200 && received.length > 0,
    );
    expect(received).toContain('POST /api/ml-models/otlp/v1/logs');
    expect(await post(port, '/production/default/delay/infer')).toBe(404);
    expect(console.error).toHaveBeenCalledTimes(1);
  });
});
