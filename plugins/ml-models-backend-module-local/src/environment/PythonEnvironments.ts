import { createHash, randomUUID } from 'node:crypto';
import {
  access,
  constants,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataDirectory } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';
import { ProcessLock } from '../process/ProcessLock';
import {
  EnvironmentProvider,
  EnvironmentSpec,
  PreparedEnvironment,
} from '../runtime/EnvironmentProvider';
import { BuildLog } from './BuildLog';
import { buildEnvironment } from './buildEnvironment';
import { explainBuildFailure } from './explainBuildFailure';
import { findPython, Python } from './findPython';
import { findUv } from './findUv';
import { fingerprintOf } from './fingerprintOf';
import { getPackageIndexSettings } from './packageIndexSettings';
import { LockFile, readLockFile } from './readLockFile';

/** How soon a caller notices that another process has finished a build. */
const POLL_INTERVAL_MS = 100;

/** Five and a half seconds in all: an installer without its parent ends at its next line. */
const LEFTOVER_RETRIES = 10;

/** One environment that is wanted. */
interface WantedEnvironment {
  key: string;
  folder: string;
  spec: EnvironmentSpec;
  lockFile: LockFile;
  python: Python;
}

/**
 * Python environments, one per lock file, interpreter and platform. An
 * environment is built aside and renamed when it is whole, so that what has
 * its name is complete; callers in all processes share one build.
 */
export class PythonEnvironments implements EnvironmentProvider {
  /** @param configuredPython - the interpreter to use; default: one that fits */
  constructor(
    private readonly data: DataDirectory,
    private readonly configuredPython?: string,
  ) {}

  async prepare(
    spec: EnvironmentSpec,
    onLog: (line: string) => void,
  ): Promise<PreparedEnvironment> {
    const wanted = await this.resolve(spec);
    const { python, folder, key } = wanted;
    const name = `environment ${key} (Python ${python.version.join('.')})`;
    if (await this.isGood(wanted)) {
      onLog(
        `Using the ${name}, which exists already${
          spec.isChecked ? ' and is as it was built' : ''
        }`,
      );
    } else {
      onLog(`Preparing the ${name} from ${spec.lockFile}`);
      await this.buildOnce(wanted, onLog);
    }
    return {
      binDirectory: join(folder, 'bin'),
      // Unbuffered, so that a log shows a line when it is printed.
      variables: { VIRTUAL_ENV: folder, PYTHONUNBUFFERED: '1' },
    };
  }

  private async resolve(spec: EnvironmentSpec): Promise<WantedEnvironment> {
    const lockFile = await readLockFile(spec.lockFile);
    const python = await findPython({
      specifier: spec.python,
      configured: this.configuredPython,
    });
    const key = environmentKey(lockFile, python);
    const folder = join(this.data.environments, key);
    return { key, folder, spec, lockFile, python };
  }

  private async buildOnce(
    wanted: WantedEnvironment,
    onLog: (line: string) => void,
  ): Promise<void> {
    const { key } = wanted;
    const log = new BuildLog(join(this.data.environments, `.${key}.log`));
    const lockFolder = join(this.data.environments, '.locks', key);
    while (!(await this.isBuiltMeanwhile(wanted))) {
      const lock = await ProcessLock.tryAcquire(lockFolder);
      if (lock) {
        try {
          await this.build(wanted, log, onLog);
        } finally {
          await lock.release();
        }
        break;
      }
      await log.follow(onLog);
      await delay(POLL_INTERVAL_MS);
    }
    await log.follow(onLog);
  }

  /** Only for the holder of the environment's lock. */
  private async build(
    wanted: WantedEnvironment,
    log: BuildLog,
    onLine: (line: string) => void,
  ): Promise<void> {
    const { key, folder, spec, lockFile, python } = wanted;
    if (await this.isGood(wanted)) {
      return; // built while we were asking for the lock; others still read its log
    }
    const startedAtMs = Date.now();
    const built = join(
      this.data.environments,
      `.building-${key}-${randomUUID()}`,
    );
    try {
      const onLog = log.open(onLine);
      await this.removeLeftovers(key);
      const settings = getPackageIndexSettings(python);
      const uv = await findUv({
        folder: join(this.data.root, 'tools', 'uv'),
        python,
        settings,
        onLog,
      });
      await buildEnvironment({
        folder: built,
        finalFolder: folder,
        lockFile: spec.lockFile,
        hasHashes: lockFile.hasHashes,
        python,
        uv,
        settings: await settings,
        // Its files may be links to the cache's: what was edited may be edited there.
        ignoresCache: await isWhole(folder),
        onLog,
      });
      await this.noteFingerprint(key, built);
      const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
      // Before it has its name: who sees that reads the log for the last time.
      onLog(`The environment is ready: its build took ${seconds} s`);
      await this.putInPlace(built, wanted);
    } catch (error) {
      await rm(built, { recursive: true, force: true });
      throw explainBuildFailure(error, {
        python: python.executable,
        folder: this.data.environments,
      });
    }
  }

  /** One that is to be checked is only once nobody builds it any more. */
  private async isBuiltMeanwhile({ folder, spec }: WantedEnvironment) {
    return !spec.isChecked && (await isWhole(folder));
  }

  private async isGood({ key, folder, spec }: WantedEnvironment) {
    return (
      (await isWhole(folder)) &&
      (!spec.isChecked || (await this.isAsBuilt(key, folder)))
    );
  }

  /** One that was built before fingerprints were taken is built anew. */
  private async isAsBuilt(key: string, folder: string): Promise<boolean> {
    const noted = await readFile(this.fingerprintFile(key), 'utf8').catch(
      () => undefined,
    );
    return noted !== undefined && noted === (await fingerprintOf(folder));
  }

  /** Before the environment has its name: a build that is killed leaves one to rebuild. */
  private async noteFingerprint(key: string, built: string): Promise<void> {
    const fingerprint = await fingerprintOf(built);
    await writeFile(this.fingerprintFile(key), fingerprint, { mode: 0o600 });
  }

  private fingerprintFile(key: string): string {
    return join(this.data.environments, `.${key}.fingerprint`);
  }

  /** What runs in the one before goes on, and finds the same files at the same place. */
  private async putInPlace(
    built: string,
    { key, folder }: WantedEnvironment,
  ): Promise<void> {
    const before = join(
      this.data.environments,
      `.replaced-${key}-${randomUUID()}`,
    );
    await rename(folder, before).catch(error => {
      if (!hasErrorCode(error, 'ENOENT')) throw error;
    });
    await rename(built, folder);
    await rm(before, { recursive: true, force: true });
  }

  /** What a killed build left. */
  private async removeLeftovers(key: string): Promise<void> {
    const { environments } = this.data;
    await mkdir(environments, { recursive: true, mode: 0o700 });
    for (const name of await readdir(environments)) {
      if (
        name.startsWith(`.building-${key}-`) ||
        name.startsWith(`.replaced-${key}-`)
      ) {
        // What a killed build had started may still be writing.
        await rm(join(environments, name), {
          recursive: true,
          force: true,
          maxRetries: LEFTOVER_RETRIES,
        });
      }
    }
  }
}

function environmentKey(lockFile: LockFile, python: Python): string {
  return createHash('sha256')
    .update(`${python.version.join('.')}\n${python.platform}\n`)
    .update(lockFile.content)
    .digest('hex')
    .slice(0, 32);
}

/** An interpreter that was removed leaves a link that leads nowhere. */
async function isWhole(folder: string): Promise<boolean> {
  try {
    await access(join(folder, 'bin', 'python'), constants.X_OK);
    return true;
  } catch {
    return false; // not built yet, or broken: it is built then
  }
}
