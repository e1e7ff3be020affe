import { spawn } from 'node:child_process';
import { findProcessIdentity, ProcessIdentity } from './processIdentity';
import { RECORD_IDENTITY_SCRIPT } from './recordedIdentity';

export interface SpawnRecordedOptions {
  command: string;
  args: string[];
  folder: string;
  environment: Record<string, string>;
  /** Descriptor that it prints to. */
  output: number;
  /** Where the process notes its pid and start time. */
  identityFile: string;
}

export interface RecordedProcess {
  /** Undefined when it ended before we could look. */
  identity: ProcessIdentity | undefined;
  /** Settles when the process has ended, with how: `exited with code 1`. */
  ended: Promise<string>;
}

/**
 * Starts a program in a process group of its own, without any tie to us: it goes on
 * when we die, and is found by its identity file.
 */
export async function spawnRecorded(
  options: SpawnRecordedOptions,
): Promise<RecordedProcess> {
  const { command, args, folder, environment, output } = options;
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      `${RECORD_IDENTITY_SCRIPT}; shift; exec "$@"`,
      'service',
      options.identityFile,
      command,
      ...args,
    ],
    {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(`could not be run: ${error.message}`));
    child.once('exit', (code, signal) =>
      resolve(
        signal ? `was ended by signal ${signal}` : `exited with code ${code}`,
      ),
    );
  });
  const { pid } = child;
  const identity =
    pid === undefined ? undefined : await findProcessIdentity(pid);
  return { identity, ended };
}
