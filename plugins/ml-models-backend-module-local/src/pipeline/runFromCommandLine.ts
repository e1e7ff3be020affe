import { dataDirectoryAt, pipelineRunFolder } from '../dataDirectory';
import { PythonEnvironments } from '../environment/PythonEnvironments';
import { LocalRepositories } from '../git/LocalRepositories';
import { LocalRunSource } from '../git/LocalRunSource';
import { signalGroup } from '../supervisor/processGroup';
import { PipelineRunner } from './PipelineRunner';
import { RunFolder } from './RunFolder';

/** The module that a runner's process runs; it is a process of its own. */
export const RUNNER_ENTRY_FILE = __filename;

/** Arguments: data directory, id of the run, interpreter from the configuration. */
export async function runFromCommandLine(args: string[]): Promise<void> {
  const [dataDir, runId, python] = args;
  const data = dataDirectoryAt(dataDir);
  const runner = new PipelineRunner({
    folder: new RunFolder(pipelineRunFolder(data, runId)),
    data,
    source: new LocalRunSource(new LocalRepositories(data)),
    environments: new PythonEnvironments(data, python || undefined),
  });
  process.on('SIGTERM', () => runner.stop());
  process.on('SIGINT', () => runner.stop());
  await runner.run();
  // A build of an environment that nobody waits for any more is in our group.
  signalGroup(process.pid, 'SIGTERM');
}

if (require.main === module) {
  runFromCommandLine(process.argv.slice(2)).then(
    () => process.exit(0),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
}
