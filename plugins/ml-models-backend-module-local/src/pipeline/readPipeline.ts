import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  PipelineFile,
  pipelineFileSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  parseYaml,
  YAML_BYTES_MAX,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { hasErrorCode } from '../process/hasErrorCode';
import { readBeginning } from '../readBeginning';
import { describeIssues } from './describeIssues';

/** @throws NotFoundError or InputError naming the field and what was expected */
export async function readPipeline(checkout: string): Promise<PipelineFile> {
  try {
    const file = join(checkout, 'pipeline.yaml');
    return parsePipeline(await readBeginning(file, YAML_BYTES_MAX));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      throw new NotFoundError(
        'The repository has no pipeline.yaml, which says what to run; add one with the stages setup, lint, test, train, evaluate and package',
      );
    }
    throw error;
  }
}

/** @throws InputError naming the field and what was expected */
export function parsePipeline(content: Buffer | string): PipelineFile {
  const parsed = pipelineFileSchema.safeParse(
    parseYaml(content.toString(), 'pipeline.yaml'),
  );
  if (!parsed.success) {
    throw new InputError(describeIssues('pipeline.yaml', parsed.error));
  }
  return parsed.data;
}
