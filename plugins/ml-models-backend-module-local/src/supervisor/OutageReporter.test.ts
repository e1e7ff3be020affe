import { json } from 'node:stream/consumers';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import { Unanswered } from '../gateway/Unanswered';
import { OutageReporter } from './OutageReporter';

const ROUTE = 'production/default/delay';
const TAKEN_MS = Date.UTC(2026, 2, 10, 12);
const SERVICE = {
  resource: {
    'service.version': '3',
    'noshelfware.model': 'mlmodel:default/delay',
  },
  telemetryToken: 'secret-3',
};

const aCall = (changes: Partial<Unanswered> = {}): Unanswered => ({
  route: ROUTE,
  version: 3,
  traffic: 'primary',
  gatewayId: '019cd7a4-0000-7000-8000-000000000001',
  requestId: 'request-1',
  takenMs: TAKEN_MS,
  statusCode: 502,
  error: 'ServiceDown',
  message: 'version 3 is down: The service exited with code 3',
  ...changes,
});

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: string };
}

interface Received {
  url?: string;
  token?: string;
  resource: Record<string, string | undefined>;
  records: Record<string, string | undefined>[];
}

const namesOf = (attributes: Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue,
    ]),
  );

describe('OutageReporter', () => {
  let received: Received[];
  /** What the portal answers, each once; then 200. */
  let statuses: number[];
  let endpoint: string | undefined;
  let reporter: OutageReporter;

  beforeEach(async () => {
    received = [];
    statuses = [];
    const port = await testServer(async (request, response) => {
      const body = (await json(request)) as {
        resourceLogs: {
          resource: { attributes: Attribute[] };
          scopeLogs: { logRecords: { attributes: Attribute[] }[] }[];
        }[];
      };
      const [{ resource, scopeLogs }] = body.resourceLogs;
      received.push({
        url: request.url,
        token: request.headers.authorization,
        resource: namesOf(resource.attributes),
        records: scopeLogs[0].logRecords.map(it => namesOf(it.attributes)),
      });
      response.statusCode = statuses.shift() ?? 200;
      response.end('{}');
    });
    endpoint = `http://127.0.0.1:${port}/api/ml-models/otlp`;
    reporter = new OutageReporter({
      telemetryEndpoint: () => endpoint,
      findService: ({ version }) =>
        [
          undefined,
          { ...SERVICE, telemetryToken: undefined },
          { ...SERVICE, telemetryToken: 'secret-2' },
          SERVICE,
        ][version],
    });
  });

  afterEach(closeTestServers);

  it('leaves a record in the place of the service, with its token', async () => {
    expect(reporter.note(aCall())).toBe(true);
    await reporter.flush();
    expect(received).toEqual([
      {
        url: '/api/ml-models/otlp/v1/logs',
        token: 'Bearer secret-3',
        resource: { ...SERVICE.resource, 'service.instance.id': 'gateway' },
        records: [
          {
            'noshelfware.inference.id': expect.stringMatching(
              new RegExp(
                `^${TAKEN_MS.toString(16).padStart(12, '0').slice(0, 8)}-`,
              ),
            ),
            'noshelfware.traffic': 'primary',
            'noshelfware.request.id': 'request-1',
            'noshelfware.gateway.id': aCall().gatewayId,
            'http.response.status_code': '502',
            'error.type': 'ServiceDown',
            'exception.type': 'ServiceDown',
            'exception.message':
              'version 3 is down: The service exited with code 3',
          },
        ],
      },
    ]);
    await reporter.flush();
    expect(received).toHaveLength(1);
  });

  it('asks nobody to find what a version without a token would have logged', async () => {
    expect(reporter.note(aCall({ version: 1 }))).toBe(false);
    expect(reporter.note(aCall({ version: 9 }))).toBe(false);
    await reporter.flush();
    expect(received).toEqual([]);
  });

  it.each([404, 429, 503])('tries again after %i', async status => {
    statuses = [status];
    reporter.note(aCall());
    await reporter.flush();
    reporter.note(aCall({ requestId: 'request-2' }));
    await reporter.flush();
    expect(received[1].records.map(it => it['noshelfware.request.id'])).toEqual(
      ['request-1', 'request-2'],
    );
  });

  it('waits for a portal that is away', async () => {
    const later = endpoint;
    endpoint = 'http://127.0.0.1:1/otlp';
    reporter.note(aCall());
    await reporter.flush();
    endpoint = undefined;
    await reporter.flush();
    endpoint = later;
    await reporter.flush();
    expect(received).toHaveLength(1);
  });

  it('gives up what is refused for good', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => {});
    statuses = [401];
    reporter.note(aCall());
    await reporter.flush();
    await reporter.flush();
    expect(received).toHaveLength(1);
    expect(error).toHaveBeenCalledWith(expect.stringContaining('HTTP 401'));
    error.mockRestore();
  });

  it('keeps the newest thousand', async () => {
    for (let serial = 0; serial < 1_002; serial += 1) {
      reporter.note(aCall({ requestId: `${serial}` }));
    }
    await reporter.flush();
    const [{ records }] = received;
    expect(records).toHaveLength(1_000);
    expect(records[0]['noshelfware.request.id']).toBe('2');
  });
});
