import { processVariables } from '../__testUtils__/processVariables';
import { runGit } from './runGit';

describe('runGit', () => {
  const setVariables = processVariables();

  it('says so when git is not installed', async () => {
    setVariables({ PATH: '/nowhere' });

    await expect(runGit(['--version'])).rejects.toThrow(
      'git is not installed, or not in PATH; install it and start the portal again',
    );
  });

  it("shows git no secret of the backend's", async () => {
    setVariables({ BACKEND_SECRET: 'hush' });
    const printed = await runGit(['-c', 'alias.print-env=!env', 'print-env']);

    expect(printed.toString()).toMatch(/^GIT_CONFIG_NOSYSTEM=1$/m);
    expect(printed.toString()).not.toMatch(/hush/);
  });

  it("fails with git's own words", async () => {
    await expect(runGit(['no-such-command'])).rejects.toThrow(
      /git no-such-command failed: .*is not a git command/,
    );
  });
});
