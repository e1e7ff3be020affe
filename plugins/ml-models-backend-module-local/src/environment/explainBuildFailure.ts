import { toError } from '@backstage/errors';
import { isDiskFull } from '../process/isDiskFull';
import { ToolError } from './runTool';

export interface BuildPlace {
  /** Path of the interpreter. */
  python: string;
  /** Where environments are built. */
  folder: string;
}

/** What pip, uv and venv print, and what that means; the first match counts. */
const EXPLANATIONS: {
  pattern: RegExp;
  explain(place: BuildPlace, reason: string): string;
}[] = [
  {
    pattern: /No space left on device|ENOSPC|os error 28|quota exceeded/i,
    explain: diskFull,
  },
  {
    pattern: /ensurepip is not available|No module named '?(venv|ensurepip)/,
    explain: ({ python }) =>
      `The Python at ${python} comes without venv. Install it (Debian and Ubuntu: apt install python3-venv), or uv (https://docs.astral.sh/uv), and deploy again.`,
  },
  {
    pattern: /No module named '?pip\b/,
    explain: ({ python }) =>
      `The Python at ${python} comes without pip. Install it (Debian and Ubuntu: apt install python3-pip), or uv (https://docs.astral.sh/uv), and deploy again.`,
  },
  {
    pattern: /hash(es)? mismatch|DO NOT MATCH THE HASHES/i,
    explain: (_, reason) =>
      `A package is not the one that was locked: ${reason}. Lock the requirements again and push the new file.`,
  },
  {
    pattern:
      /dns error|resolve host|name resolution|connection refused|timed out|network is unreachable|certificate|error sending request/i,
    explain: (_, reason) =>
      `The package index could not be reached: ${reason}. Check the network and the index settings of pip or uv, and deploy again.`,
  },
];

/** @returns an error that says what went wrong and what to do */
export function explainBuildFailure(thrown: unknown, place: BuildPlace): Error {
  const cause = toError(thrown);
  if (isDiskFull(thrown)) {
    return new Error(diskFull(place), { cause });
  }
  if (!(thrown instanceof ToolError)) {
    return cause;
  }
  const text = thrown.lines.join('\n');
  const reason = findReason(thrown.lines) ?? thrown.message;
  const known = EXPLANATIONS.find(({ pattern }) => pattern.test(text));
  return new Error(
    known?.explain(place, reason) ??
      `The Python environment could not be built: ${reason}. The log of the step has all that was printed.`,
    { cause },
  );
}

function diskFull({ folder }: BuildPlace): string {
  return `The disk is full: the environment could not be built in ${folder}. Free some space and deploy again.`;
}

/** uv starts with `error:` or `× `, pip with `ERROR:`. */
function findReason(lines: string[]): string | undefined {
  const start = /^\s*(error:|ERROR:|×)\s*/;
  const line = lines.find(candidate => start.test(candidate));
  const chosen = line?.replace(start, '') ?? lines.filter(Boolean).pop();
  return chosen?.trim().replace(/\.$/, '');
}
