import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { listFailedChecks, readModelReport } from './readModelReport';

describe('readModelReport', () => {
  const folder = temporaryDirectory();

  async function write(text: string): Promise<string> {
    const path = join(folder.path, 'reports', 'model-report.json');
    await mkdir(join(folder.path, 'reports'), { recursive: true });
    await writeFile(path, text);
    return path;
  }

  it('reads what a pipeline has written', async () => {
    await write(JSON.stringify(aModelReport()));
    await expect(readModelReport(folder.path)).resolves.toEqual(aModelReport());
  });

  it.each([
    ['[', 'InputError', /^reports\/model-report\.json is not JSON/],
    ['{}', 'InputError', /^reports\/model-report\.json.*schemaVersion/s],
  ])('says what is wrong with %j', async (text, name, message) => {
    await write(text);
    await expect(readModelReport(folder.path)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('says that there is none', async () => {
    await expect(readModelReport(folder.path)).rejects.toThrow(
      'there is no reports/model-report.json; step package has to write it',
    );
  });

  it('reads no report that is far too long', async () => {
    await truncate(await write(''), 2 ** 25);
    await expect(readModelReport(folder.path)).rejects.toThrow(
      'reports/model-report.json has more than 16 MiB, the most that the portal reads of it: rows belong in reference.path',
    );
    await expect(listFailedChecks(folder.path)).resolves.toEqual([]);
  });
});
