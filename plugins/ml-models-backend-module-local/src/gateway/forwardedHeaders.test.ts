import { answeredHeaders, forwardedHeaders } from './forwardedHeaders';

const options = {
  stamp: { gatewayId: 'g-1', requestId: 'r-1' },
  traffic: 'canary',
  replayToken: 'secret',
} as const;

describe('forwardedHeaders', () => {
  it('stamps a request, and keeps the id that the caller gave it', () => {
    expect(forwardedHeaders({ accept: '*/*' }, options)).toEqual({
      accept: '*/*',
      'x-request-id': 'r-1',
      'x-noshelfware-traffic': 'canary',
      'x-noshelfware-gateway-id': 'g-1',
    });
    expect(forwardedHeaders({ 'x-request-id': 'mine' }, options)).toMatchObject(
      { 'x-request-id': 'mine' },
    );
  });

  it('strips what only the gateway may say, unless the token is presented', () => {
    const forged = {
      'x-noshelfware-replay-at': '2013-01-01T00:00:00Z',
      'x-noshelfware-traffic': 'primary',
      'x-noshelfware-anything': 'x',
    };
    const stamped = {
      'x-request-id': 'r-1',
      'x-noshelfware-traffic': 'canary',
      'x-noshelfware-gateway-id': 'g-1',
    };
    expect(forwardedHeaders(forged, options)).toEqual(stamped);
    expect(
      forwardedHeaders({ ...forged, authorization: 'Bearer wrong!' }, options),
    ).toEqual({ ...stamped, authorization: 'Bearer wrong!' });
    expect(
      forwardedHeaders({ ...forged, authorization: 'Bearer secret' }, options),
    ).toEqual({
      ...stamped,
      'x-noshelfware-replay-at': '2013-01-01T00:00:00Z',
      'x-noshelfware-anything': 'x',
    });
  });

  it('drops what belongs to the connection', () => {
    const headers = { connection: 'close', te: 'trailers', upgrade: 'h2c' };
    expect(Object.keys(forwardedHeaders(headers, options))).not.toEqual(
      expect.arrayContaining(['connection']),
    );
    expect(answeredHeaders({ 'keep-alive': 'timeout=5' }, 3)).toEqual({
      'x-noshelfware-version': '3',
    });
  });
});
