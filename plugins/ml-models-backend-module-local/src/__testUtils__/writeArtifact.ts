import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import {
  artifactFile,
  createDataDirectory,
  DataDirectory,
} from '../dataDirectory';
import { TINY_SERVICE } from './tinyService';

export interface Artifact {
  artifactUri: string;
  artifactDigest: string;
  hex: string;
}

/** Packs files as a pipeline would, into the data directory. */
export async function writeArtifact(
  data: DataDirectory,
  files: Record<string, string>,
): Promise<Artifact> {
  await createDataDirectory(data);
  return addArchive(data, await packFiles(files));
}

/** @returns a .tar.gz */
export async function packFiles(
  files: Record<string, string>,
): Promise<Buffer> {
  const root = mkdtempSync(join(tmpdir(), 'packing-'));
  try {
    const folder = join(root, 'files');
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const archive = join(root, 'packed.tar.gz');
    await create({ file: archive, cwd: folder, gzip: true }, ['.']);
    return readFileSync(archive);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Stores an archive under its digest. */
export function addArchive(data: DataDirectory, archive: Buffer): Artifact {
  const hex = createHash('sha256').update(archive).digest('hex');
  writeFileSync(artifactFile(data, hex), archive);
  return {
    hex,
    artifactUri: `local:sha256:${hex}`,
    artifactDigest: `sha256:${hex}`,
  };
}

/** @param serve - default: the tiny service */
export function writeServiceArtifact(
  data: DataDirectory,
  options: { build: string; serve?: string },
): Promise<Artifact> {
  const { build, serve = `node server.js ${build}` } = options;
  return writeArtifact(data, serviceFiles(serve));
}

/** @returns the .tar.gz of the tiny service */
export function packService({ serve }: { serve: string }): Promise<Buffer> {
  return packFiles(serviceFiles(serve));
}

function serviceFiles(serve: string): Record<string, string> {
  return {
    'pipeline.yaml': `stages: [{ name: package, run: 'true' }]\nserve: { run: ${JSON.stringify(
      serve,
    )} }\n`,
    'server.js': TINY_SERVICE,
  };
}
