import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '@backstage/errors';

/** Where things lie below the data directory; every folder is for its owner only (0700). */
export interface DataDirectory {
  readonly root: string;
  /** Bare repositories, `<owner>/<repo>.git`. */
  readonly git: string;
  /** What git runs while it takes a push. */
  readonly hooks: string;
  /** One folder per pipeline run: checkout, stage logs, state. */
  readonly pipeline: string;
  /** One folder per prepared environment, named by its key. */
  readonly environments: string;
  /** Content-addressed archives, `<hex>.tar.gz`. */
  readonly artifacts: string;
  /** Unpacked artifacts, `<hex>/`. */
  readonly versions: string;
  /** What services printed, and their pid files. */
  readonly services: string;
  readonly supervisor: {
    readonly directory: string;
    /** A folder: see `ProcessLock`. */
    readonly lock: string;
    readonly state: string;
    /** Too long for a Unix socket on some machines; see `supervisorSocketPath`. */
    readonly socket: string;
    readonly log: string;
    /** Secret that lets a caller of the gateway replay past requests (0600). */
    readonly replayToken: string;
    /** How many predictions were answered, by the hour. */
    readonly served: string;
  };
}

/** Lays out a data directory without touching the disk. */
export function dataDirectoryAt(path: string): DataDirectory {
  const root = resolve(path);
  const supervisor = join(root, 'supervisor');
  return {
    root,
    git: join(root, 'git'),
    hooks: join(root, 'hooks'),
    pipeline: join(root, 'pipeline'),
    environments: join(root, 'environments'),
    artifacts: join(root, 'artifacts', 'sha256'),
    versions: join(root, 'versions'),
    services: join(root, 'services'),
    supervisor: {
      directory: supervisor,
      lock: join(supervisor, 'lock'),
      state: join(supervisor, 'state.json'),
      socket: join(supervisor, 'api.sock'),
      log: join(supervisor, 'supervisor.log'),
      replayToken: join(supervisor, 'replay-token'),
      served: join(supervisor, 'served'),
    },
  };
}

/** Makes the folders that are missing. */
export async function createDataDirectory(data: DataDirectory): Promise<void> {
  const folders = [
    data.root,
    data.git,
    data.hooks,
    data.pipeline,
    data.environments,
    data.artifacts,
    data.versions,
    data.services,
    data.supervisor.directory,
  ];
  for (const folder of folders) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}

/** @param hex - SHA-256 of the archive, 64 lower-case hex digits */
export function artifactFile(data: DataDirectory, hex: string): string {
  return join(data.artifacts, `${assertSha256(hex)}.tar.gz`);
}

/** @param hex - SHA-256 of the archive it was unpacked from */
export function versionFolder(data: DataDirectory, hex: string): string {
  return join(data.versions, assertSha256(hex));
}

/** Unpacked for one instance alone; no version's own folder has such a name. */
export function instanceFolder(
  data: DataDirectory,
  { version, instance }: { version: number; instance: string },
): string {
  return join(data.versions, assertPathSegment(`${version}.${instance}`));
}

export function repositoryFolder(
  data: DataDirectory,
  repository: { owner: string; repo: string },
): string {
  const { owner, repo } = repository;
  return join(
    data.git,
    assertPathSegment(owner),
    `${assertPathSegment(repo)}.git`,
  );
}

export function pipelineRunFolder(data: DataDirectory, runId: string): string {
  return join(data.pipeline, assertPathSegment(runId));
}

/**
 * Keeps names that come from outside from leaving their folder.
 *
 * @throws InputError for anything but letters, digits, `.`, `_` and `-`
 *   (not first), up to 100 characters
 */
export function assertPathSegment(name: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name)) {
    throw new InputError(
      `'${name}' cannot name a folder: use up to 100 letters, digits, '.', '_' or '-', starting with a letter or digit`,
    );
  }
  return name;
}

function assertSha256(hex: string): string {
  if (!/^[0-9a-f]{64}$/.test(hex)) {
    throw new InputError(
      `'${hex}' is not a SHA-256 digest: expected 64 lower-case hex digits`,
    );
  }
  return hex;
}
