import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';

/**
 * Runs a command to its end.
 *
 * @param options.onLine - gets each line instead of the terminal
 * @returns its exit code; 128 + n when signal n ended it
 */
export function run(command, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...options,
    });
    if (onLine) {
      for (const stream of [child.stdout, child.stderr]) {
        readLines(stream, onLine);
      }
    }
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(signal ? 128 + constants.signals[signal] : code),
    );
  });
}

function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8').on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  stream.on('end', () => rest && onLine(rest));
}
