import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Everything a wheel must have (PyPA binary distribution format), and a script. */
const MAKE_WHEEL = `
import sys, zipfile
files = {
  "tiny_greeting.py": "def main():\\n    print('hello')\\n",
  "tiny_greeting-1.0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: tiny-greeting\\nVersion: 1.0\\n",
  "tiny_greeting-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
  "tiny_greeting-1.0.dist-info/entry_points.txt": "[console_scripts]\\ntiny-greeting = tiny_greeting:main\\n",
}
record = "".join("%s,,\\n" % name for name in files)
files["tiny_greeting-1.0.dist-info/RECORD"] = record + "tiny_greeting-1.0.dist-info/RECORD,,\\n"
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
  for name, content in files.items():
    wheel.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
`;

/**
 * Makes a package that is installed without any network, and a lock file for it.
 *
 * @returns path of the lock file
 */
export async function writeTinyWheel(folder: string): Promise<string> {
  const wheel = join(folder, 'tiny_greeting-1.0-py3-none-any.whl');
  await promisify(execFile)('python3', ['-c', MAKE_WHEEL, wheel]);
  const hash = createHash('sha256')
    .update(await readFile(wheel))
    .digest('hex');
  const lockFile = join(folder, 'requirements.lock');
  await writeFile(lockFile, `tiny-greeting==1.0 --hash=sha256:${hash}\n`);
  return lockFile;
}
