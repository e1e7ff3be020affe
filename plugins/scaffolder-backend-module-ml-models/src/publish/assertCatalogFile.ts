import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, isError } from '@backstage/errors';
import {
  CATALOG_FILE,
  describeCatalogFileProblems,
  findCatalogFileProblems,
} from '@noshelfware/backstage-plugin-ml-models-node';

/**
 * The portal's git refuses the same, but of its reasons a push by the scaffolder
 * shows none.
 *
 * @param folder - what is to be published
 * @throws InputError, in Markdown, naming all that is wrong with `catalog-info.yaml`
 */
export async function assertCatalogFile(folder: string): Promise<void> {
  const problems = await findProblems(join(folder, CATALOG_FILE));
  if (problems.length > 0) {
    throw new InputError(
      [
        `Nothing was published, because the portal would not take ${CATALOG_FILE} as the template wrote it. Change the answers, or mend the template.`,
        ...describeCatalogFileProblems(problems).map(line => `- ${line}`),
      ].join('\n'),
    );
  }
}

async function findProblems(path: string): Promise<string[]> {
  try {
    // Of a link git takes the path in it, not what it leads to.
    const file = await lstat(path);
    return file.isFile()
      ? await findCatalogFileProblems({
          sizeBytes: file.size,
          read: () => readFile(path),
        })
      : [];
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return []; // nor does git ask for one
    }
    throw error;
  }
}
