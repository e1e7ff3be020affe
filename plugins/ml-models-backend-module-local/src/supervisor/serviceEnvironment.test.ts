import { serviceEnvironment } from './serviceEnvironment';

const spec = {
  resource: { 'service.name': 'delay', odd: 'a,b=c d%;é' },
};
const options = {
  variables: { PATH: '/bin' },
  host: '127.0.0.1',
  port: 4242,
  instanceId: 'i-1',
  telemetryEndpoint: 'http://127.0.0.1:7070/otlp',
};

describe('serviceEnvironment', () => {
  it('tells where to listen and who it is, with odd characters encoded', () => {
    expect(serviceEnvironment(spec, options)).toEqual({
      PATH: '/bin',
      PORT: '4242',
      HOST: '127.0.0.1',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.name=delay,odd=a%2Cb%3Dc%20d%25%3B%C3%A9,service.instance.id=i-1',
    });
  });

  it('tells where to report when it may', () => {
    const environment = serviceEnvironment(
      { ...spec, telemetryToken: 'tok' },
      options,
    );
    expect(environment).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:7070/otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20tok',
    });
  });

  it('tells no token to what has no way to report', () => {
    const environment = serviceEnvironment(
      { ...spec, telemetryToken: 'tok' },
      { ...options, telemetryEndpoint: undefined },
    );
    expect(JSON.stringify(environment)).not.toContain('tok');
  });
});
