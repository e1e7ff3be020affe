import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { artifactFile, DataDirectory } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';
import { unpackAside } from '../runtime/unpackArtifact';

/** Where the templates' step package writes it, and their Dockerfiles look for it. */
const ARCHIVE = join('dist', 'model.tar.gz');

/**
 * Lays out what an image is built from: the artifact's files and, at
 * `dist/model.tar.gz`, the artifact itself, so that a Dockerfile that works in the
 * repository works here. The caller removes it.
 *
 * @param hex - SHA-256 of the artifact
 * @returns the folder
 * @throws NotFoundError when the artifact is missing or has no Dockerfile
 */
export async function makeBuildContext(
  data: DataDirectory,
  hex: string,
): Promise<string> {
  const folder = await unpackAside(data, hex);
  try {
    if (!existsSync(join(folder, 'Dockerfile'))) {
      throw new NotFoundError(
        'the artifact has no Dockerfile, and mlModels.local.isolation is container: let the step package put the Dockerfile in, beside all that it copies, and deploy the new commit',
      );
    }
    if (!existsSync(join(folder, ARCHIVE))) {
      await place(artifactFile(data, hex), join(folder, ARCHIVE));
    }
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function place(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    if (!hasErrorCode(error, 'EXDEV', 'EPERM', 'EMLINK')) {
      throw error;
    }
    // Another file system, or one without hard links.
    await copyFile(from, to);
  }
}
