import { isAbsolute, join, relative, sep } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  PipelineFile,
  pipelineFileSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  parseYaml,
  YAML_BYTES_MAX,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { readBeginning } from '../readBeginning';

const NAME = 'pipeline.yaml of the artifact';

/**
 * Reads `pipeline.yaml` of an unpacked artifact.
 *
 * @throws NotFoundError when the artifact has none, InputError when it is wrong
 */
export async function readPipelineFile(folder: string): Promise<PipelineFile> {
  const file = join(folder, 'pipeline.yaml');
  const content = await readBeginning(file, YAML_BYTES_MAX).catch(cause => {
    throw new NotFoundError(
      `the artifact has no pipeline.yaml: its step package has to put it in, beside all that serve.run needs`,
      cause,
    );
  });
  const parsed = pipelineFileSchema.safeParse(
    parseYaml(content.toString(), NAME),
  );
  if (!parsed.success) {
    throw new InputError(`${NAME} is wrong:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/**
 * @param lock - as written in `pipeline.yaml`, relative to the folder
 * @returns its absolute path
 * @throws InputError when it leads outside of the folder
 */
export function lockFileIn(folder: string, lock: string): string {
  const file = join(folder, lock);
  const inside = relative(folder, file);
  if (isAbsolute(lock) || inside.split(sep)[0] === '..') {
    throw new InputError(
      `environment.lock in pipeline.yaml is '${lock}': expected a path within the repository`,
    );
  }
  return file;
}
