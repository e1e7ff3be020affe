import { dataDirectoryAt, pipelineRunFolder } from '../dataDirectory';
import { PythonEnvironments } from '../environment/PythonEnvironments';
import { LocalRepositories } from '../git/LocalRepositories';
import { LocalRunSource } from '../git/LocalRunSource';
import { signalGroup } from '../process/processGroup';
import { PipelineRunner } from './PipelineRunner';
import { RunFolder } from './RunFolder';

/** The module that a runner's process runs; it is a process of its own. */
export const RUNNER_ENTRY_FILE = __filename;

/** Somebody who deletes the data directory does not want its stages to go on. */
const FOLDER_CHECK_INTERVAL_MS = 2_000;

/** Arguments: data directory, id of the run, interpreter from the configuration. */
export async function runFromCommandLine(args: string[]): Promise<void> {
  const [dataDir, runId, python] = args;
  const data = dataDirectoryAt(dataDir);
  const folder = new RunFolder(pipelineRunFolder(data, runId));
  const runner = new PipelineRunner({
    folder,
    data,
    source: new LocalRunSource(new LocalRepositories(data)),
    environments: new PythonEnvironments(data, python || undefined),
  });
  process.on('SIGTERM', () => runner.stop());
  process.on('SIGINT', () => runner.stop());
  const check = setInterval(async () => {
    if (!(await folder.exists())) {
      runner.stop();
    }
  }, FOLDER_CHECK_INTERVAL_MS);
  await runner.run();
  clearInterval(check);
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
