import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { extract } from 'tar';
import { artifactFile, DataDirectory, versionFolder } from '../dataDirectory';
import { explainUnpackFailure } from './explainUnpackFailure';

const UNFINISHED = '.unpacking-';

/**
 * Removes what a process that was killed while it unpacked has left behind. Call
 * before this one unpacks anything.
 */
export async function removeUnfinished(data: DataDirectory): Promise<void> {
  const names = existsSync(data.versions) ? await readdir(data.versions) : [];
  await Promise.all(
    names
      .filter(name => name.startsWith(UNFINISHED))
      .map(name => rm(join(data.versions, name), { recursive: true })),
  );
}

/**
 * Unpacks an artifact, once per folder.
 *
 * @param hex - SHA-256 of the archive
 * @param folder - in the folder of all unpacked artifacts; default: the one that
 *   versions of this artifact share
 * @returns the folder
 * @throws NotFoundError when there is no such archive, InputError when it does
 *   not match its digest or would write outside of the folder
 */
export async function unpackArtifact(
  data: DataDirectory,
  hex: string,
  folder: string = versionFolder(data, hex),
): Promise<string> {
  if (existsSync(folder)) {
    return folder;
  }
  const unpacked = await unpackAside(data, hex);
  try {
    await rename(unpacked, folder);
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    // Another start of the same artifact was faster: its result is the same.
    if (!existsSync(folder)) {
      const archive = artifactFile(data, hex);
      throw explainUnpackFailure(error, { archive, folder });
    }
  }
  return folder;
}

/**
 * Unpacks an artifact into a folder that its caller owns, and removes. Throws as
 * {@link unpackArtifact} does.
 *
 * @returns the folder; `removeUnfinished` removes it when the caller is killed
 */
export async function unpackAside(
  data: DataDirectory,
  hex: string,
): Promise<string> {
  const archive = artifactFile(data, hex);
  await assertArtifact(data, hex);
  await mkdir(data.versions, { recursive: true, mode: 0o700 });
  const unpacked = await mkdtemp(join(data.versions, UNFINISHED));
  try {
    // Strict: a path or link that leads outside is an error, not a warning.
    await extract({ file: archive, cwd: unpacked, strict: true });
    return unpacked;
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    throw explainUnpackFailure(error, { archive, folder: data.versions });
  }
}

/**
 * @throws NotFoundError when there is no such archive, InputError when it does not
 *   match its digest
 */
export async function assertArtifact(
  data: DataDirectory,
  hex: string,
): Promise<void> {
  const archive = artifactFile(data, hex);
  if (!existsSync(archive)) {
    throw new NotFoundError(
      `the artifact sha256:${hex} is not at ${archive}: deploy its commit again to build it anew`,
    );
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const actual = hash.digest('hex');
  if (actual !== hex) {
    throw new InputError(
      `${archive} was changed or damaged: its digest is sha256:${actual}. Remove it and deploy its commit again`,
    );
  }
}
