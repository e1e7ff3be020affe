import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { findProcessIdentity } from '../process/processIdentity';
import { RECORD_IDENTITY_SCRIPT } from '../process/recordedIdentity';
import { ServiceLog } from './ServiceLog';
import { RunningService } from './RunningService';

export interface SpawnServiceOptions {
  command: string;
  folder: string;
  environment: Record<string, string>;
  log: ServiceLog;
  /** Where the process notes its pid and start time. */
  identityFile: string;
  port: number;
}

/**
 * Starts a service in a process group of its own, without any tie to us: it
 * goes on when we die, and the next supervisor finds it by its identity file.
 */
export async function spawnService(
  options: SpawnServiceOptions,
): Promise<RunningService> {
  const output = options.log.open();
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      `${RECORD_IDENTITY_SCRIPT}; exec /bin/sh -c "$2"`,
      'service',
      options.identityFile,
      options.command,
    ],
    {
      cwd: options.folder,
      env: options.environment,
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  closeSync(output);
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
  return { identity, port: options.port, ended };
}
