import { isLoopbackHost } from './isLoopbackHost';

describe('isLoopbackHost', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])(
    'knows %s',
    host => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    'models.example.com',
    '127.0.0.1.example.com',
    'localhost.example.com',
  ])("refuses '%s'", host => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
