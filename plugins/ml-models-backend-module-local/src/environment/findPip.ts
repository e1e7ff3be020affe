import { childEnvironment } from '../process/childEnvironment';
import { Python } from './findPython';
import { compareVersions, PythonVersion } from './pythonSpecifier';
import { runTool } from './runTool';

/** The first that installs into another interpreter's environment (`--python`). */
const INSTALLS_ELSEWHERE = [22, 3];

/** @returns its version; undefined where Python comes without, as on Debian */
export async function findPip(
  python: Python,
): Promise<PythonVersion | undefined> {
  try {
    const output = await runTool({
      command: python.executable,
      args: ['-m', 'pip', '--version'],
      environment: childEnvironment(),
    });
    return /^pip (\d+)\.(\d+)/.exec(output)?.slice(1).map(Number);
  } catch {
    return undefined; // that is the answer
  }
}

/** @returns whether the interpreter's own pip can fill an environment without one */
export async function canInstallElsewhere(python: Python): Promise<boolean> {
  const version = await findPip(python);
  return (
    version !== undefined && compareVersions(version, INSTALLS_ELSEWHERE) >= 0
  );
}
