import { explainBuildFailure } from './explainBuildFailure';
import { ToolError } from './runTool';

describe('explainBuildFailure', () => {
  const place = { python: '/usr/bin/python3', folder: '/data/environments' };
  const explain = (...lines: string[]) =>
    explainBuildFailure(new ToolError('uv pip ended with 2', lines), place)
      .message;

  it.each([
    [
      'OSError: [Errno 28] No space left on device',
      /^The disk is full: .*\/data\/environments. Free some space/,
    ],
    [
      'The virtual environment was not created successfully because ensurepip is not available.',
      /comes without venv. Install it \(Debian and Ubuntu: apt install python3-venv\)/,
    ],
    ['/usr/bin/python3: No module named pip', /apt install python3-pip/],
    [
      'error: Hash mismatch for `six==1.17.0`',
      /^A package is not the one that was locked: Hash mismatch for `six==1.17.0`. Lock/,
    ],
    [
      'error: Failed to fetch: dns error: failed to lookup address',
      /^The package index could not be reached: Failed to fetch: dns error/,
    ],
    [
      '  × No solution found when resolving dependencies:',
      /^The Python environment could not be built: No solution found when/,
    ],
  ])('explains %j', (line, expected) => {
    expect(explain('Resolved 3 packages', line)).toMatch(expected);
  });

  it('falls back to the last line', () => {
    expect(explain('something', 'went wrong')).toMatch(/went wrong\. The log/);
  });

  it('knows a full disk from a system call of our own', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(explainBuildFailure(error, place).message).toMatch(/disk is full/);
  });
});
