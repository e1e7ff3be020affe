import fs from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { getReplayToken } from './getReplayToken';

describe('getReplayToken', () => {
  const folder = temporaryDirectory();
  const file = () => join(folder.path, 'replay-token');
  afterEach(() => jest.restoreAllMocks());

  it('makes one for its owner alone, and gives the same from then on', () => {
    const token = getReplayToken(file());

    expect(token).toMatch(/^[\w-]{43}$/);
    expect(getReplayToken(file())).toBe(token);
    expect(fs.statSync(file()).mode % 0o1000).toBe(0o600);
    expect(fs.readdirSync(folder.path)).toEqual(['replay-token']);
  });

  it('gives the same to another process that asks while it is being written', () => {
    const write = fs.writeFileSync;
    let other: string | undefined;
    jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((path, ...rest) => {
      write(path, '', { mode: 0o600 });
      other = getReplayToken(file());
      write(path, ...rest);
    });

    expect(getReplayToken(file())).toBe(other);
    expect(other).toMatch(/^[\w-]{43}$/);
  });
});
