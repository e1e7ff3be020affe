import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '@backstage/errors';
import { HandedArtifact } from '@noshelfware/backstage-plugin-ml-models-node';
import { artifactFile, DataDirectory } from '../dataDirectory';

/** Before the name of an archive that is not whole yet. */
const TORN = '.';

/** @param name - of a file in the store */
export function isTorn(name: string): boolean {
  return name.startsWith(TORN);
}

export interface StoreArtifactOptions extends HandedArtifact {
  data: DataDirectory;
  /** What is wrong when the content has another digest. */
  explainDigest(actual: string): string;
}

/**
 * Writes an artifact into the content-addressed store, counting its digest on
 * the way, so that what is stored is what was checked.
 *
 * @returns its URI, `local:sha256:<hex>`
 * @throws InputError when the digest is another one
 */
export async function storeArtifact(
  options: StoreArtifactOptions,
): Promise<string> {
  const { content, data, digest, explainDigest } = options;
  await mkdir(data.artifacts, { recursive: true, mode: 0o700 });
  const copy = join(data.artifacts, `${TORN}${randomUUID()}`);
  try {
    const hex = await writeCounting(content, copy);
    if (digest !== `sha256:${hex}`) {
      throw new InputError(explainDigest(`sha256:${hex}`));
    }
    await rename(copy, artifactFile(data, hex));
    return `local:sha256:${hex}`;
  } finally {
    await rm(copy, { force: true });
  }
}

/** @returns SHA-256 in hex; the copy is on disk before its name is */
async function writeCounting(
  content: AsyncIterable<Uint8Array>,
  to: string,
): Promise<string> {
  const hash = createHash('sha256');
  const count = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, count, createWriteStream(to, { mode: 0o600 }));
  const handle = await open(to, 'r+');
  await handle.sync().finally(() => handle.close());
  return hash.digest('hex');
}
