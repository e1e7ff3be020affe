import { dataDirectoryAt } from '../dataDirectory';
import { PythonEnvironments } from '../environment/PythonEnvironments';

/** For tests that need a second process; prints what the build logs. */
const [dataDir, lockFile] = process.argv.slice(2);
new PythonEnvironments(dataDirectoryAt(dataDir))
  .prepare({ lockFile, python: '>=3.8' }, line => console.log(line))
  .catch(error => {
    console.error(error.message);
    process.exitCode = 1;
  });
