/** A line that is longer says nothing more in its tail. */
const LINE_LENGTH_MAX = 300;

/** Best first: what a tool prints for the reason itself, then what may be one. */
const CLUES: { pattern: RegExp; take: 'first' | 'last' }[] = [
  // pytest prints the reason of a failure after `E`.
  { pattern: /^E {2,}(?![+?-]|at index|where |and )\S/, take: 'first' },
  // How a traceback ends, in Python and in Node. The last is what ended the
  // program; those before were its causes, or were caught.
  {
    pattern:
      /^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt)(?: \[\w+\])?(?::|$)/,
    take: 'last',
  },
  { pattern: /^(?:FAILED|ERROR) \S/, take: 'first' },
  // ruff: the rule, and whether it can be mended by itself.
  { pattern: /^[A-Z]{1,4}\d{3,4} (?:\[\*\] )?\S/, take: 'first' },
  // mypy, tsc, gcc: path:line:column: …
  { pattern: /^\S+\.\w+:\d+(?::\d+)?: (?!note\b)/, take: 'first' },
  { pattern: /^\s*(?:error|fatal|npm err!)\b\s*[:[]/i, take: 'first' },
  { pattern: /^\s*× /, take: 'first' },
  // The evaluation of our templates: a line for each threshold.
  { pattern: /^gate missed: /, take: 'first' },
  { pattern: /^\S*sh: .*(?:not found|denied|No such file)/, take: 'first' },
  {
    pattern:
      /\b(?:error|exception|failed|failure|fatal|cannot|not found|denied|killed)\b/i,
    take: 'first',
  },
];

/** What only says that something else went wrong. */
const NOISE = [
  /^Traceback \(most recent call last\)/,
  /^make(?:\[\d+\])?: \*\*\*/,
  /^npm (?:error|ERR!) (?:code|errno|path|command|Lifecycle|A complete log)/i,
  /\b0 (?:errors|failed|failures)\b/i,
  // What is run, as the log of a stage begins.
  /^(?:\[\S+Z\] )?\$ /,
];

/** How tools sum up that all is well: what failed then came after, and said nothing. */
const SUCCESS = [
  // pytest
  /^=*\s*\d+ passed(?:, \d+ (?:skipped|deselected|xfailed|xpassed|warnings?))* in [\d.]+s/,
  // unittest
  /^OK(?: \(.+\))?$/,
  // mypy
  /^Success: no issues found/,
  // ruff, black
  /^All (?:checks passed|done)!/,
  /^\d+ files? (?:already formatted|(?:would be )?left unchanged)/,
];

/**
 * @param log - of a stage or a service that failed
 * @returns the line that tells best why, without colours; the last line when
 *   none does, unless that says that all is well
 */
export function findFirstErrorLine(log: string): string | undefined {
  const lines = stripColours(log)
    .split(/\r?\n|\r/)
    .map(line => line.trimEnd())
    .filter(line => line && !NOISE.some(pattern => pattern.test(line)));
  for (const { pattern, take } of CLUES) {
    const isClue = (line: string) => pattern.test(line);
    const line = take === 'first' ? lines.find(isClue) : lines.findLast(isClue);
    if (line) {
      return shorten(line);
    }
  }
  const last = lines.pop();
  return last && !SUCCESS.some(pattern => pattern.test(last))
    ? shorten(last)
    : undefined;
}

function shorten(line: string): string {
  const text = line.trim();
  return text.length > LINE_LENGTH_MAX
    ? `${text.slice(0, LINE_LENGTH_MAX)}…`
    : text;
}

/** ECMA-48 control sequences, as terminals take them. */
function stripColours(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '');
}
