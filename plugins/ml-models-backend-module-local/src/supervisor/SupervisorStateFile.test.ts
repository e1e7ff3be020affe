import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../__testUtils__/smallDisk';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { SupervisorState } from './SupervisorState';
import { SupervisorStateFile } from './SupervisorStateFile';

const PAGE_BYTES = 4096;
const DISK_BYTES = 16 * PAGE_BYTES;
const disk = mountSmallDisk(DISK_BYTES);
if (!disk) {
  console.warn('Not tested: a full disk, for which root mounts a small one');
}

describe('SupervisorStateFile', () => {
  const folder = temporaryDirectory();
  const path = () => join(folder.path, 'state.json');

  it('gives back what was stored, to its owner alone', () => {
    const state: SupervisorState = {
      gateway: { port: 7071, wantedPort: 7070 },
      services: [],
      traffic: { 'production/default/delay': { shares: [] } },
    };
    new SupervisorStateFile(path()).save(state);
    expect(new SupervisorStateFile(path()).load()).toEqual(state);
    expect(statSync(path()).mode % 0o1000).toBe(0o600);
  });

  it('starts empty', () => {
    expect(new SupervisorStateFile(path()).load()).toEqual({
      services: [],
      traffic: {},
    });
  });

  it.each(['{"services": "tok-secret"}', 'tok-secret'])(
    'says what to do with a damaged file, without quoting it',
    text => {
      writeFileSync(path(), text);
      const load = () => new SupervisorStateFile(path()).load();
      expect(load).toThrow(/is damaged: move it away/);
      expect(load).not.toThrow(/tok-secret/);
    },
  );
});

(disk ? describe : describe.skip)('SupervisorStateFile on a full disk', () => {
  afterAll(() => disk?.unmount());

  it('says that the disk is full, and keeps what it had', () => {
    const folder = disk?.path ?? '';
    const path = join(folder, 'state.json');
    const file = new SupervisorStateFile(path);
    const kept: SupervisorState = { services: [], traffic: {} };
    file.save(kept);
    const filler = join(folder, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(DISK_BYTES))).toThrow();
    // A part of the state would find room.
    truncateSync(filler, statSync(filler).size - PAGE_BYTES);
    const route = `production/default/${'x'.repeat(2 * PAGE_BYTES)}`;
    expect(() =>
      file.save({ ...kept, traffic: { [route]: { shares: [] } } }),
    ).toThrow(
      `The disk is full: what is to be served could not be noted in ${path}. Free some space and deploy again`,
    );
    expect(new SupervisorStateFile(path).load()).toEqual(kept);
    expect(readdirSync(folder).sort()).toEqual(['filler', 'state.json']);
  });
});
