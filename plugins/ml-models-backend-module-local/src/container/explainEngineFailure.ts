import { toError } from '@backstage/errors';
import { ToolError } from '../environment/runTool';

/** How the programs say that nobody does what they ask for. */
const DOWN =
  /cannot connect to the docker daemon|cannot connect to podman|unable to connect to podman|error during connect|permission denied while trying to connect|docker desktop is unable/i;

/** @returns why no container can be run, and what to do; undefined when that is not why */
export function findEngineTrouble(
  error: unknown,
  command: string,
): string | undefined {
  if (!(error instanceof ToolError)) {
    return undefined;
  }
  if (/ENOENT|EACCES/.test(error.message)) {
    return `Models are to run in containers, and there is no program '${command}' to run them: install Docker (https://docs.docker.com/engine/install) or Podman (https://podman.io/docs/installation; Debian and Ubuntu: apt install podman), and name it in mlModels.local.container.command.`;
  }
  const line = error.lines.find(candidate => DOWN.test(candidate));
  return line === undefined
    ? undefined
    : `Models are to run in containers, and '${command}' does not reach its engine: ${line.trim()} Start the engine (docker on Linux: systemctl start docker), or let the portal's user use it.`;
}

/** @returns an error that says what to do */
export function explainEngineFailure(thrown: unknown, command: string): Error {
  const cause = toError(thrown);
  const reason =
    thrown instanceof ToolError
      ? thrown.lines.filter(Boolean).pop() ?? thrown.message
      : cause.message;
  return new Error(
    findEngineTrouble(thrown, command) ??
      `Models are to run in containers, and '${command}' fails: ${reason}`,
    { cause },
  );
}
