import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { extract, ReadEntry } from 'tar';
import { artifactFile, DataDirectory, versionFolder } from '../dataDirectory';
import { explainUnpackFailure } from './explainUnpackFailure';

/**
 * Unpacks an artifact into its content-addressed folder, once.
 *
 * @param hex - SHA-256 of the archive
 * @returns the folder
 * @throws NotFoundError when there is no such archive, InputError when it does
 *   not match its digest or would write outside of the folder
 */
export async function unpackArtifact(
  data: DataDirectory,
  hex: string,
): Promise<string> {
  const folder = versionFolder(data, hex);
  if (existsSync(folder)) {
    return folder;
  }
  const archive = artifactFile(data, hex);
  await assertDigest(archive, hex);
  await mkdir(data.versions, { recursive: true, mode: 0o700 });
  const unpacked = await mkdtemp(join(data.versions, '.unpacking-'));
  try {
    await extractInto(unpacked, archive);
    await rename(unpacked, folder);
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    // Another start of the same artifact was faster: its result is the same.
    if (!existsSync(folder)) {
      throw explainUnpackFailure(error, { archive, folder });
    }
  }
  return folder;
}

async function assertDigest(archive: string, hex: string): Promise<void> {
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

async function extractInto(folder: string, archive: string): Promise<void> {
  let refused: string | undefined;
  await extract({
    file: archive,
    cwd: folder,
    // Turns every warning into an error, a path that leads outside among them.
    strict: true,
    filter: (path, entry) => {
      if ('linkpath' in entry && leadsOutside(folder, path, entry)) {
        refused ??= `${path} -> ${entry.linkpath}`;
      }
      return refused === undefined;
    },
  });
  if (refused) {
    throw new InputError(`the link ${refused} leads outside of the artifact`);
  }
}

/** A later entry, or the service, would follow such a link. */
function leadsOutside(root: string, path: string, entry: ReadEntry): boolean {
  const { type, linkpath = '' } = entry;
  if (type !== 'SymbolicLink' && type !== 'Link') {
    return false;
  }
  // A hard link's target is relative to the archive, a symbolic one's to itself.
  const from = type === 'Link' ? root : resolve(root, path, '..');
  const inside = relative(root, resolve(from, linkpath));
  return inside === '..' || inside.startsWith('../');
}
