import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { BuildLog } from './BuildLog';

describe('BuildLog', () => {
  const folder = temporaryDirectory();
  const begunMs = Date.parse('2026-03-01T12:00:00.000Z');
  const logAt = (secondsLater: number) =>
    new BuildLog(join(folder.path, 'log'), () => begunMs + secondsLater * 1000);

  it('tells who joins a build how long it had been under way', async () => {
    const printed: string[] = [];
    const print = logAt(0).open(line => printed.push(line));
    const joining = logAt(3.4);
    const read: string[] = [];
    await joining.follow(line => read.push(line));
    print('Installing');
    await joining.follow(line => read.push(line));

    expect(read).toEqual([
      'Its build began at 2026-03-01T12:00:00.000Z, 3.4 s before it was asked for here',
      'Installing',
    ]);
    expect(printed).toEqual([
      'Its build began at 2026-03-01T12:00:00.000Z',
      'Installing',
    ]);
  });

  it('says nothing of the kind to who begins it, and passes on no line twice', async () => {
    const read: string[] = [];
    const log = logAt(0);
    log.open(() => {})('Installing');
    await log.follow(line => read.push(line));

    expect(read).toEqual([]);
    expect(await readFile(join(folder.path, 'log'), 'utf8')).toBe(
      'Its build began at 2026-03-01T12:00:00.000Z\nInstalling\n',
    );
  });

  it('says only when of a build that began after it was asked for', async () => {
    const following = logAt(-1);
    const read: string[] = [];
    logAt(0).open(() => {});
    await following.follow(line => read.push(line));

    expect(read).toEqual(['Its build began at 2026-03-01T12:00:00.000Z']);
  });

  it('begins anew where another build has begun', async () => {
    const following = logAt(1);
    const read: string[] = [];
    logAt(0).open(() => {})('Installing a first time');
    await following.follow(() => {});
    logAt(0.5).open(() => {});
    await following.follow(line => read.push(line));

    expect(read).toEqual([
      'Its build began at 2026-03-01T12:00:00.500Z, 0.5 s before it was asked for here',
    ]);
  });
});
