import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  PipelineFile,
  pipelineFileSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { parseDocument } from 'yaml';
import { hasErrorCode } from '../process/hasErrorCode';
import { describeIssues } from './describeIssues';

/** @throws NotFoundError or InputError naming the field and what was expected */
export async function readPipeline(checkout: string): Promise<PipelineFile> {
  try {
    const file = join(checkout, 'pipeline.yaml');
    return parsePipeline(await readFile(file, 'utf8'));
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
export function parsePipeline(text: string): PipelineFile {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new InputError(
      `pipeline.yaml is not YAML: ${document.errors[0].message.split('\n')[0]}`,
    );
  }
  const parsed = pipelineFileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new InputError(describeIssues('pipeline.yaml', parsed.error));
  }
  return parsed.data;
}
