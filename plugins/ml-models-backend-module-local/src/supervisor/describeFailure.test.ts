import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { describeFailure } from './describeFailure';
import { ServiceLog } from './ServiceLog';
import { appendFileSync } from 'node:fs';

describe('describeFailure', () => {
  const folder = temporaryDirectory();

  it('shows the last lines, but no secret that is among them', () => {
    const file = join(folder.path, '1.log');
    appendFileSync(file, 'token is tok-1\nbye\n');
    const failure = {
      what: 'exited with code 1',
      log: new ServiceLog(file),
      from: 0,
      secrets: ['tok-1', undefined],
    };
    expect(describeFailure(failure)).toBe(
      'The service exited with code 1. Its last start printed:\ntoken is ***\nbye',
    );
    expect(describeFailure({ ...failure, from: 19 })).toBe(
      'The service exited with code 1. Its last start printed nothing.',
    );
  });
});
