import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { create, Header } from 'tar';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { addArchive, writeArtifact } from '../__testUtils__/writeArtifact';
import {
  artifactFile,
  createDataDirectory,
  DataDirectory,
  dataDirectoryAt,
} from '../dataDirectory';
import { explainUnpackFailure } from './explainUnpackFailure';
import { removeUnfinished, unpackArtifact } from './unpackArtifact';

describe('unpackArtifact', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;

  beforeEach(async () => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    await createDataDirectory(data);
  });

  /** An archive with one entry, written by hand because no tool would. */
  function archiveOf(entry: { path: string; linkpath?: string }): Buffer {
    const { path, linkpath } = entry;
    const content = Buffer.from(linkpath ? '' : 'evil');
    const header = new Header({
      path,
      linkpath,
      type: linkpath ? 'SymbolicLink' : 'File',
      size: content.length,
      mode: 0o644,
    });
    const block = Buffer.alloc(512);
    header.encode(block);
    const body = Buffer.alloc(content.length ? 512 : 0);
    content.copy(body);
    return Buffer.concat([block, body, Buffer.alloc(1024)]);
  }

  const leftovers = () =>
    readdirSync(data.versions).filter(name => name.startsWith('.unpacking'));

  it('unpacks into the folder of the digest, once, however many ask', async () => {
    const { hex } = await writeArtifact(data, { 'src/a.txt': 'hello' });
    const unpacked = await Promise.all([
      unpackArtifact(data, hex),
      unpackArtifact(data, hex),
    ]);
    expect(unpacked).toEqual([join(data.versions, hex), unpacked[0]]);
    expect(readFileSync(join(unpacked[0], 'src/a.txt'), 'utf8')).toBe('hello');
    expect(leftovers()).toEqual([]);
  });

  it('says what to do when there is no such artifact', async () => {
    await expect(unpackArtifact(data, 'a'.repeat(64))).rejects.toThrow(
      /sha256:aaa.* is not at .*: deploy its commit again/,
    );
  });

  it('refuses an archive that was changed', async () => {
    const { hex } = await writeArtifact(data, { 'a.txt': 'hello' });
    writeFileSync(artifactFile(data, hex), 'other');
    await expect(unpackArtifact(data, hex)).rejects.toThrow(
      /was changed or damaged: its digest is sha256:/,
    );
    expect(existsSync(join(data.versions, hex))).toBe(false);
  });

  it('refuses what is no archive', async () => {
    const { hex } = addArchive(data, Buffer.from('this is not a tar file'));
    await expect(unpackArtifact(data, hex)).rejects.toThrow(
      /could not be unpacked/,
    );
  });

  it.each([
    { path: '../evil' },
    { path: '/evil' },
    { path: 'a/../../evil' },
    { path: 'etc', linkpath: '/etc' },
    { path: 'up', linkpath: '..' },
    { path: 'sub/up', linkpath: '../../x' },
  ])('refuses %j, which leads outside', async entry => {
    const { hex } = addArchive(data, archiveOf(entry));
    await expect(unpackArtifact(data, hex)).rejects.toThrow();
    expect(existsSync(join(data.versions, hex))).toBe(false);
    expect(existsSync(join(data.versions, 'evil'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it('removes what was never finished', async () => {
    await mkdir(join(data.versions, '.unpacking-abc', 'src'), {
      recursive: true,
    });
    await removeUnfinished(data);
    expect(leftovers()).toEqual([]);
  });

  it('keeps links within the artifact', async () => {
    const source = join(folder.path, 'source');
    await mkdir(join(source, 'lib'), { recursive: true });
    writeFileSync(join(source, 'lib/model.bin'), 'weights');
    await symlink('../lib/model.bin', join(source, 'lib/latest'));
    const file = join(folder.path, 'a.tgz');
    await create({ file, cwd: source, gzip: true }, ['.']);
    const { hex } = addArchive(data, readFileSync(file));
    const unpacked = await unpackArtifact(data, hex);
    expect(readFileSync(join(unpacked, 'lib/latest'), 'utf8')).toBe('weights');
  });

  it('calls a full disk a full disk', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(
      explainUnpackFailure(error, {
        archive: 'a.tar.gz',
        folder: 'versions/a',
      }),
    ).toMatchObject({ message: expect.stringMatching(/disk is full.*Free/) });
  });
});
