import { toError } from '@backstage/errors';
import { ToolError } from '../environment/runTool';
import { findEngineTrouble } from './explainEngineFailure';

/** What docker, BuildKit and podman print, and what that means; the first match counts. */
const EXPLANATIONS: {
  pattern: RegExp;
  explain(line: string): string;
}[] = [
  {
    pattern: /No space left on device|ENOSPC|disk quota exceeded/i,
    explain: () =>
      'The disk of the container engine is full: the image could not be built. Free some space (docker and podman: system prune) and deploy again.',
  },
  {
    pattern:
      /pull access denied|manifest unknown|short-name|initializing source|failed to resolve source metadata|no such host|i\/o timeout|TLS handshake|connection refused|network is unreachable|certificate signed by unknown/i,
    explain: line =>
      `The base image could not be had, or something that the Dockerfile fetches: ${line}. Check its name, the network and the engine's logins and proxies, and deploy again.`,
  },
  {
    pattern:
      /copier: stat|failed to compute cache key|(copy|add) failed|lstat .*no such file|checking on sources/i,
    explain: line =>
      `The Dockerfile copies what the artifact does not hold: ${line}. Let the step package put it in, and deploy the new commit.`,
  },
];

/** @returns an error that says what went wrong and what to do */
export function explainImageFailure(thrown: unknown, command: string): Error {
  const cause = toError(thrown);
  if (!(thrown instanceof ToolError)) {
    return cause;
  }
  const trouble = findEngineTrouble(thrown, command);
  if (trouble !== undefined) {
    return new Error(trouble, { cause });
  }
  const lines = thrown.lines.map(line => line.trim()).filter(Boolean);
  for (const { pattern, explain } of EXPLANATIONS) {
    // What is tried several times says last what came of it.
    const line = lines.findLast(candidate => pattern.test(candidate));
    if (line !== undefined) {
      return new Error(explain(clean(line)), { cause });
    }
  }
  const reason = clean(findReason(lines) ?? thrown.message);
  return new Error(
    `The image could not be built from the Dockerfile: ${reason}. The log of the version has all that was printed.`,
    { cause },
  );
}

const ERROR_START = /^(error:|error response from daemon:)\s*/i;

function findReason(lines: string[]): string | undefined {
  return lines.find(line => ERROR_START.test(line)) ?? lines[lines.length - 1];
}

function clean(line: string): string {
  return line.replace(ERROR_START, '').replace(/\.$/, '');
}
