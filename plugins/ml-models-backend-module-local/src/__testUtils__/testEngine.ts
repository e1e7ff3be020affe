import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LABELS } from '../container/containerLabels';

/** podman, where it can run containers, with an image to build upon. */
export interface TestEngine {
  command: string;
  /** Has this Node, a shell and the libraries they need. */
  baseImage: string;
  /** Lets this process, and those it starts, call the engine. */
  use(): void;
  /** Runs the engine, and gives what it printed. */
  run(...args: string[]): string;
  /** Removes what was built from the artifacts of a data directory. */
  removeImages(dataRoot: string): void;
  /** Where containers reach this machine. */
  hostAddress: string;
  /** Removes the base image and the settings. */
  close(): void;
}

/**
 * No registry is asked for anything: the image is made from files of this machine.
 * Each
 * caller closes its own engine.
 *
 * @returns the engine, or why there is none
 */
export function openTestEngine(): { engine?: TestEngine; reason?: string } {
  if (process.platform !== 'linux') {
    return { reason: 'its image is made from files of this machine, no Linux' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const variables = { CONTAINERS_CONF: writeSettings(folder) };
  const run = (...args: string[]) =>
    execFileSync('podman', args, {
      encoding: 'utf8',
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const baseImage = `localhost/noshelfware-test-${id}:1`;
  try {
    const root = join(folder, 'root');
    layOutRoot(root);
    execFileSync('tar', ['-C', root, '-cf', join(folder, 'root.tar'), '.']);
    run('import', join(folder, 'root.tar'), baseImage);
    rmSync(root, { recursive: true });
    run(
      'run',
      '--rm',
      '--publish',
      '127.0.0.1::1',
      baseImage,
      'node',
      '-e',
      '0',
    );
    const hostAddress = run(
      'network',
      'inspect',
      'podman',
      '--format',
      '{{(index .Subnets 0).Gateway}}',
    ).trim();
    return {
      engine: {
        command: 'podman',
        baseImage,
        run,
        hostAddress,
        use: () => void Object.assign(process.env, variables),
        removeImages(dataRoot) {
          const label = `label=${LABELS.data}=${dataRoot}`;
          const ids = run('images', '--quiet', '--filter', label);
          for (const image of new Set(ids.split('\n').filter(Boolean))) {
            run('image', 'rm', '--force', image);
          }
        },
        close() {
          run('image', 'rm', '--force', baseImage);
          rmSync(folder, { recursive: true });
          delete process.env.CONTAINERS_CONF;
        },
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { reason: `podman cannot run containers here: ${error}` };
  }
}

/**
 * Machines that are containers themselves often allow no higher limits than their
 * own, and mix both versions of cgroups, which crun refuses and runc does not.
 */
function writeSettings(folder: string): string {
  const file = join(folder, 'containers.conf');
  const limits = ['nofile=1024:1024', 'nproc=1024:1024'];
  writeFileSync(
    file,
    [
      '[engine]',
      ...(hasProgram('runc') ? ['runtime = "runc"'] : []),
      '[containers]',
      `default_ulimits = ${JSON.stringify(limits)}`,
      '',
    ].join('\n'),
  );
  return file;
}

function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function layOutRoot(root: string): void {
  const programs = { node: process.execPath, sh: '/bin/sh' };
  for (const [name, program] of Object.entries(programs)) {
    place(program, join(root, 'bin', name));
    const libraries = execFileSync('ldd', [program], { encoding: 'utf8' });
    for (const library of libraries.match(/\/\S+/g) ?? []) {
      place(library, join(root, library));
    }
  }
  mkdirSync(join(root, 'tmp'), { mode: 0o1777 });
}

function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
