import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { isLocalRequest, isLoopback } from './isLocalRequest';

function aRequest(options: {
  from?: string;
  headers?: Record<string, string>;
}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', {
    value: options.from ?? '127.0.0.1',
  });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, {
    host: 'localhost:7007',
    ...options.headers,
  });
  return request;
}

const portalUrl = 'http://localhost:7007';

describe('isLocalRequest', () => {
  it('takes a request from this machine for a local one', () => {
    expect(isLocalRequest(aRequest({}), portalUrl)).toBe(true);
    expect(
      isLocalRequest(
        aRequest({ from: '::1', headers: { host: '[::1]:7007' } }),
        portalUrl,
      ),
    ).toBe(true);
  });

  it('does not trust the address when a proxy stands before us', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect(isLocalRequest(aRequest({ headers }), portalUrl)).toBe(false);
    expect(isLocalRequest(aRequest({}), 'https://portal.example.com')).toBe(
      false,
    );
  });

  it('does not trust a name that was rebound to this machine', () => {
    const headers = { host: 'evil.example.com:7007' };
    expect(isLocalRequest(aRequest({ headers }), portalUrl)).toBe(false);
  });

  it('refuses another machine', () => {
    expect(isLocalRequest(aRequest({ from: '192.0.2.7' }), portalUrl)).toBe(
      false,
    );
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::ffff:127.0.0.1', '::1', 'localhost'])(
    'says yes to %s',
    host => expect(isLoopback(host)).toBe(true),
  );

  it.each(['10.0.0.1', '127.0.0.1.evil.com', 'localhost.evil.com', '::2', ''])(
    'says no to %j',
    host => expect(isLoopback(host)).toBe(false),
  );
});
