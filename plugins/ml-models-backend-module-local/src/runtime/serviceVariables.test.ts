import { dirname } from 'node:path';
import { serviceVariables } from './serviceVariables';

describe('serviceVariables', () => {
  const own = { PATH: '/usr/bin:/bin', HOME: '/home/me', SECRET: 'hush' };

  it('passes on the allow-list and nothing else', () => {
    expect(serviceVariables({ variables: {} }, own)).toEqual({
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: '/home/me',
      LANG: 'C.UTF-8',
      TMPDIR: expect.any(String),
    });
  });

  it("puts the environment's programs before ours", () => {
    const variables = serviceVariables(
      { binDirectory: '/env/bin', variables: { VIRTUAL_ENV: '/env' } },
      own,
    );
    expect(variables.PATH).toBe(
      `/env/bin:${dirname(process.execPath)}:/usr/bin:/bin`,
    );
    expect(variables.VIRTUAL_ENV).toBe('/env');
  });
});
