import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { redactUrls } from './redactUrls';

export interface RunToolOptions {
  command: string;
  args: string[];
  environment: Record<string, string>;
  cwd?: string;
  /** Default: none. */
  timeoutMs?: number;
  /** Gets what it prints on both streams, line by line, without passwords. */
  onLine?: (line: string) => void;
}

/** A tool ended badly. */
export class ToolError extends Error {
  constructor(message: string, readonly lines: string[]) {
    super(message);
    this.name = 'ToolError';
  }
}

/** Lines kept for the message of an error. */
const LINES_MAX = 200;

/**
 * Runs a program to its end.
 *
 * @returns what it printed on its standard output
 * @throws ToolError with its last lines
 */
export function runTool(options: RunToolOptions): Promise<string> {
  const { command, args, environment, cwd, timeoutMs, onLine } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: environment,
      cwd,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const output: string[] = [];
    const keep = (line: string) => {
      const clean = redactUrls(line);
      lines.push(clean);
      lines.splice(0, lines.length - LINES_MAX);
      onLine?.(clean);
    };
    createInterface({ input: child.stdout }).on('line', line => {
      output.push(line);
      keep(line);
    });
    createInterface({ input: child.stderr }).on('line', keep);
    child.once('error', error =>
      reject(new ToolError(`${command}: ${error.message}`, lines)),
    );
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(output.join('\n'));
      } else {
        const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
        reject(new ToolError(`${command} ${args[0]} ${how}`, lines));
      }
    });
  });
}
