/** `  File "/app/serve.py", line 120, in predict`; the innermost comes last. */
const PYTHON_FRAME = /^[ \t]*File "([^"]+)", line (\d+), in (.+)$/gm;

/** `    at predict (/app/serve.js:120:7)` or without a name; the innermost comes first. */
const NODE_FRAME = /^[ \t]*at (?:(.+?) \()?([^()\s]+):(\d+):\d+\)?$/m;

/**
 * @param stacktrace - as Python or Node print it
 * @returns the innermost frame, e.g. `serve.py:120 in predict`; undefined if none is found
 */
export function findExceptionPlace(stacktrace = ''): string | undefined {
  const python = [...stacktrace.matchAll(PYTHON_FRAME)].at(-1);
  if (python) {
    const [, file, line, name] = python;
    return `${fileName(file)}:${line} in ${name.trim()}`;
  }
  const node = NODE_FRAME.exec(stacktrace);
  if (node) {
    const [, name, file, line] = node;
    return `${fileName(file)}:${line}${name ? ` in ${name}` : ''}`;
  }
  return undefined;
}

/** Folders differ from build to build, and groups should not. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
