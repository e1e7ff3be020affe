import { createHash } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { mountSmallDisk } from '../__testUtils__/smallDisk';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import {
  artifactFile,
  createDataDirectory,
  DataDirectory,
  dataDirectoryAt,
} from '../dataDirectory';
import { keepArtifact } from './keepArtifact';
import { removeTornArtifacts } from './removeTornArtifacts';

const CONTENT = Buffer.from('an archive');
const HEX = createHash('sha256').update(CONTENT).digest('hex');
const DIGEST = `sha256:${HEX}`;

const DISK_BYTES = 64 * 1024;
const disk = mountSmallDisk(DISK_BYTES);
if (!disk) {
  console.warn('Not tested: a full disk, for which root mounts a small one');
}

describe('keepArtifact', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;

  beforeEach(async () => {
    data = dataDirectoryAt(folder.path);
    await createDataDirectory(data);
  });

  const keep = (content: Iterable<Buffer> | AsyncIterable<Buffer>) =>
    keepArtifact(data, { digest: DIGEST, content: Readable.from(content) });

  it('stores it under its digest, again too', async () => {
    const pieces = [CONTENT.subarray(0, 3), CONTENT.subarray(3)];
    expect(await keep(pieces)).toBe(`local:${DIGEST}`);
    expect(await keep([CONTENT])).toBe(`local:${DIGEST}`);
    expect(await readdir(data.artifacts)).toEqual([`${HEX}.tar.gz`]);
    expect(await readFile(artifactFile(data, HEX))).toEqual(CONTENT);
  });

  it('leaves nothing of another digest', async () => {
    await expect(keep([CONTENT.subarray(1)])).rejects.toThrow(
      /has the digest sha256:[0-9a-f]{64}, and was announced as/,
    );
    expect(await readdir(data.artifacts)).toEqual([]);
  });

  it('leaves nothing of what ends early', async () => {
    async function* torn() {
      yield CONTENT;
      throw new Error('the sender hung up');
    }
    await expect(keep(torn())).rejects.toThrow('the sender hung up');
    expect(await readdir(data.artifacts)).toEqual([]);
  });
});

(disk ? describe : describe.skip)('keepArtifact on a full disk', () => {
  afterAll(() => disk?.unmount());

  it('says that the disk is full, and leaves nothing', async () => {
    const data = dataDirectoryAt(disk?.path ?? '');
    await createDataDirectory(data);
    const content = Readable.from([Buffer.alloc(2 * DISK_BYTES)]);
    await expect(
      keepArtifact(data, { digest: DIGEST, content }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/disk is full.*free some space/),
    });
    expect(await readdir(data.artifacts)).toEqual([]);
  });
});

describe('removeTornArtifacts', () => {
  const folder = temporaryDirectory();

  it('removes what nobody has written to for an hour, and no artifact', async () => {
    const data = dataDirectoryAt(folder.path);
    await createDataDirectory(data);
    const nowMs = Date.UTC(2026, 2, 1);
    const writtenAgoS = {
      [`${HEX}.tar.gz`]: 7200,
      '.torn': 3601,
      '.being-written': 3599,
    };
    for (const [name, agoS] of Object.entries(writtenAgoS)) {
      const file = join(data.artifacts, name);
      await writeFile(file, CONTENT);
      await utimes(file, nowMs / 1000 - agoS, nowMs / 1000 - agoS);
    }
    await removeTornArtifacts(data, nowMs);
    expect((await readdir(data.artifacts)).sort()).toEqual([
      '.being-written',
      `${HEX}.tar.gz`,
    ]);
  });
});
