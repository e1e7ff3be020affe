import { parseGatewayPath } from './parseGatewayPath';

describe('parseGatewayPath', () => {
  it.each([
    [
      '/production/default/delay/v2/models/delay/infer?x=1',
      { route: 'production/default/delay', rest: '/v2/models/delay/infer?x=1' },
    ],
    [
      '/staging/default/delay/versions/12/v2/health/ready',
      { route: 'staging/default/delay', version: 12, rest: '/v2/health/ready' },
    ],
    ['/p/d/m', { route: 'p/d/m', rest: '/' }],
    ['/p/d/m?x', { route: 'p/d/m', rest: '/?x' }],
    ['/p/d/m/versions/3', { route: 'p/d/m', version: 3, rest: '/' }],
    ['/p/d/m/versions/3?x', { route: 'p/d/m', version: 3, rest: '/?x' }],
    [
      '/p/d/m/versions/3-next/v2',
      { route: 'p/d/m', version: 3, isNext: true, rest: '/v2' },
    ],
    [
      '/p/d/m/versions/3-nextday',
      { route: 'p/d/m', rest: '/versions/3-nextday' },
    ],
    ['/p/d/m/versions/3a', { route: 'p/d/m', rest: '/versions/3a' }],
    [
      '/p/d/m/v2/models/m/versions/3',
      { route: 'p/d/m', rest: '/v2/models/m/versions/3' },
    ],
  ])('reads %s', (url, expected) => {
    expect(parseGatewayPath(url)).toEqual({
      version: undefined,
      isNext: false,
      ...expected,
    });
  });

  it.each(['/', '/production', '/production/default', '/a//b/c', '*'])(
    'finds no model in %s',
    url => {
      expect(parseGatewayPath(url)).toBeUndefined();
    },
  );
});
