import { join } from 'node:path';
import { ROOT, TRANSFORM } from './paths.mjs';
import { useFittingNode } from './useFittingNode.mjs';
import { install } from './install.mjs';
import { run } from './run.mjs';

/**
 * Runs one file of the workspace and ends as it ends.
 *
 * @param prepare - what it needs besides what is installed; default: nothing
 */
export async function runTypeScript(
  file,
  args = process.argv.slice(2),
  prepare = async () => {},
) {
  await useFittingNode();
  await install();
  await prepare();
  const code = await run(process.execPath, [
    '--no-warnings',
    '--require',
    TRANSFORM,
    join(ROOT, file),
    ...args,
  ]);
  process.exit(code);
}
