import { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { ContainerSettings } from '../container/ContainerSettings';
import { engineEnvironment } from '../container/engineEnvironment';
import { createDataDirectory, DataDirectory } from '../dataDirectory';
import { ProcessLock } from '../process/ProcessLock';
import { startDetachedNode } from '../process/startDetachedNode';
import { ServiceLog } from '../supervisor/ServiceLog';
import { SUPERVISOR_ENTRY_FILE } from '../supervisor/superviseFromCommandLine';

/** It takes 0.3 s; a machine that starts ten things at once, or stalls, takes longer. */
const LAUNCH_TIMEOUT_MS = 60_000;

export interface LaunchOptions {
  data: DataDirectory;
  /** Port that the gateway is to have; 0: any. */
  gatewayPort: number;
  /** How it is to run containers; undefined: versions are processes. */
  containers?: ContainerSettings;
  /** @returns whether a supervisor answers */
  answers: () => Promise<boolean>;
}

/**
 * Starts a supervisor that outlives us, unless one runs.
 *
 * @throws when none comes up, with the end of its log
 */
export async function launchSupervisor(options: LaunchOptions): Promise<void> {
  const { data, answers } = options;
  if (await answers()) {
    return;
  }
  await createDataDirectory(data);
  const log = new ServiceLog(data.supervisor.log);
  log.rotate();
  const logFrom = log.end();
  let attempt = start(options);
  const deadline = Date.now() + LAUNCH_TIMEOUT_MS;
  while (!(await answers())) {
    if (attempt.hasFailed() || Date.now() > deadline) {
      const printed = log.lastLines(10, logFrom).join('\n');
      throw new Error(
        `the supervisor of ${data.root} did not come up, so no model can be served; it printed last:\n${printed}`,
      );
    }
    // It ends by itself where it finds another one: that one is still to come
    // up, unless it was about to die.
    if (
      attempt.child.exitCode === 0 &&
      !(await ProcessLock.findHolder(data.supervisor.lock))
    ) {
      attempt = start(options);
    }
    await delay(10);
  }
}

function start({ data, gatewayPort, containers }: LaunchOptions): {
  child: ChildProcess;
  hasFailed: () => boolean;
} {
  const child = startDetachedNode({
    file: SUPERVISOR_ENTRY_FILE,
    args: [
      data.root,
      `${gatewayPort}`,
      ...(containers ? [JSON.stringify(containers)] : []),
    ],
    logFile: data.supervisor.log,
    // It needs no secret of ours, so it gets none that it could leak: but the way
    // to the engine, of which containers may run that an earlier setting made.
    environment: engineEnvironment(),
    // Any other folder could be removed or unmounted under it.
    cwd: '/',
  });
  let failed = false;
  child.once('error', () => {
    failed = true;
  });
  child.once('exit', code => {
    failed = code !== 0;
  });
  return { child, hasFailed: () => failed };
}
