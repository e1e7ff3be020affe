import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { artifactFile, DataDirectory } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';

export interface StoreArtifactOptions {
  data: DataDirectory;
  file: string;
  /** As the report names it. */
  path: string;
  /** `sha256:<hex>`, as the report says. */
  digest: string;
}

/**
 * Copies an artifact into the content-addressed store, counting its digest on
 * the way, so that what is stored is what was checked.
 *
 * @returns its URI, `local:sha256:<hex>`
 * @throws NotFoundError, or InputError when the digest is another one
 */
export async function storeArtifact(
  options: StoreArtifactOptions,
): Promise<string> {
  const { data, file, path, digest } = options;
  await mkdir(data.artifacts, { recursive: true, mode: 0o700 });
  const copy = join(data.artifacts, `.${randomUUID()}`);
  try {
    const hex = await copyCounting(file, copy);
    if (digest !== `sha256:${hex}`) {
      throw new InputError(
        `The artifact ${path} has the digest sha256:${hex}, but reports/model-report.json says ${digest}; step package has to write the report after the artifact`,
      );
    }
    await rename(copy, artifactFile(data, hex));
    return `local:sha256:${hex}`;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EISDIR')) {
      throw new NotFoundError(
        `There is no file ${path}, which reports/model-report.json names in artifact.path`,
      );
    }
    throw error;
  } finally {
    await rm(copy, { force: true });
  }
}

/** @returns SHA-256 in hex; the copy is on disk before its name is */
async function copyCounting(from: string, to: string): Promise<string> {
  const hash = createHash('sha256');
  const count = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(from),
    count,
    createWriteStream(to, { mode: 0o600 }),
  );
  const handle = await open(to, 'r+');
  await handle.sync().finally(() => handle.close());
  return hash.digest('hex');
}
