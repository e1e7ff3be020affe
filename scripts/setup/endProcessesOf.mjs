import { execFileSync } from 'node:child_process';

/** Entry files of the processes that outlive a portal. */
const ENTRIES = /superviseFromCommandLine|runFromCommandLine/;

/** The supervisor lets its models end in order, which may take 10 s each. */
const PATIENCE_MS = 20_000;
const POLL_MS = 100;

/**
 * Ends what was left running for a data directory.
 *
 * @returns how many processes were asked to end
 */
export async function endProcessesOf(dataDir) {
  const found = findProcesses(dataDir);
  found.forEach(pid => tryKill(pid, 'SIGTERM'));
  const deadline = performance.now() + PATIENCE_MS;
  while (findProcesses(dataDir).length > 0 && performance.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  findProcesses(dataDir).forEach(pid => tryKill(pid, 'SIGKILL'));
  return found.length;
}

function findProcesses(dataDir) {
  return (
    execFileSync('ps', ['-axww', '-o', 'pid=,command='], {
      encoding: 'utf8',
    })
      .split('\n')
      // As a whole argument: another directory's name may begin with this one's.
      .filter(line => ENTRIES.test(line) && `${line} `.includes(` ${dataDir} `))
      .map(line => Number.parseInt(line, 10))
  );
}

function tryKill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}
