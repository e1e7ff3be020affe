import { setTimeout as delay } from 'node:timers/promises';
import { createDataDirectory, DataDirectory } from '../dataDirectory';
import { childEnvironment } from '../process/childEnvironment';
import { startDetachedNode } from '../process/startDetachedNode';
import { ServiceLog } from '../supervisor/ServiceLog';
import { SUPERVISOR_ENTRY_FILE } from '../supervisor/superviseFromCommandLine';

/** It takes 0.3 s; a machine that starts ten things at once takes longer. */
const LAUNCH_TIMEOUT_MS = 20_000;

export interface LaunchOptions {
  data: DataDirectory;
  /** Port that the gateway is to have; 0: any. */
  gatewayPort: number;
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
  const hasEnded = start(options);
  const deadline = Date.now() + LAUNCH_TIMEOUT_MS;
  while (!(await answers())) {
    // It ends by itself when another process has just started one: that one
    // is still to come up.
    if (hasEnded() || Date.now() > deadline) {
      const printed = log.lastLines(10, logFrom).join('\n');
      throw new Error(
        `the supervisor of ${data.root} did not come up, so no model can be served; it printed last:\n${printed}`,
      );
    }
    await delay(10);
  }
}

/** @returns whether it has ended with an error */
function start({ data, gatewayPort }: LaunchOptions): () => boolean {
  const child = startDetachedNode({
    file: SUPERVISOR_ENTRY_FILE,
    args: [data.root, `${gatewayPort}`],
    logFile: data.supervisor.log,
    // It needs no secret of ours, so it gets none that it could leak.
    environment: childEnvironment(),
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
  return () => failed;
}
