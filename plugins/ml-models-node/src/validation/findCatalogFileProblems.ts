import { Entity } from '@backstage/catalog-model';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { ML_MODEL_API_VERSION } from '@noshelfware/backstage-plugin-ml-models-common';
import { findYamlKeyProblem } from '../yaml/yamlKeys';
import { findYamlSizeProblem } from '../yaml/yamlSize';
import { CATALOG_FILE } from './describeCatalogFileProblems';
import { findModelProblems } from './findModelProblems';
import { isMeantAsModel } from './isMeantAsModel';

/** A `catalog-info.yaml` that others wrote, of any size. */
export interface CatalogFile {
  sizeBytes: number;
  read(): Promise<Buffer>;
}

/**
 * What the catalog is sure to refuse of a file: what is no YAML, and what is wrong
 * with a model; and what keeps the catalog busy for long, which nobody is to push.
 * Other kinds have rules of their own, which the catalog knows. Of what is too long
 * to be parsed that alone is said, and it is not read.
 *
 * @returns a sentence each, without its full stop
 */
export async function findCatalogFileProblems(
  file: CatalogFile,
): Promise<string[]> {
  const tooLong = findYamlSizeProblem(file.sizeBytes);
  return tooLong ? [tooLong] : findProblemsIn(await file.read());
}

function findProblemsIn(content: Buffer): string[] {
  const problems: string[] = [];
  const models: Entity[] = [];
  try {
    const refused = findYamlKeyProblem(content.toString());
    if (refused) {
      return [refused];
    }
    for (const result of parseEntityYaml(content, {
      type: 'file',
      target: CATALOG_FILE,
    })) {
      if (result.type === 'error') {
        problems.push(describeParseError(result.error));
      } else if (result.type === 'entity' && isModel(result.entity)) {
        models.push(result.entity);
      }
    }
  } catch (error) {
    // What only shows as aliases are followed: unknown ones, or far too many.
    problems.push(`is no YAML that can be read: ${error}`);
  }
  return [
    ...problems,
    ...models.flatMap(model => {
      const name = models.length > 1 ? `${model.metadata?.name}: ` : '';
      return findProblemsOf(model).map(problem => `${name}${problem}`);
    }),
  ];
}

/** Without its version the catalog takes nothing; with another group's it is not ours. */
function isModel(entity: Entity): boolean {
  return isMeantAsModel({
    ...entity,
    kind: String(entity.kind),
    apiVersion: String(entity.apiVersion ?? ML_MODEL_API_VERSION),
  });
}

function findProblemsOf(model: Entity): string[] {
  return hasPlaceholder(model) ? [] : findModelProblems(model);
}

/**
 * Whether the catalog puts something else in its place before it judges, such as
 * a file's content for `{ $text: ./README.md }`.
 */
function hasPlaceholder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return (
    Object.keys(value).some(key => key.startsWith('$')) ||
    Object.values(value).some(hasPlaceholder)
  );
}

/** Its first line says what is wrong and where; the next ones quote the file. */
function describeParseError({ message }: Error): string {
  return message
    .split('\n')[0]
    .replace(/^YAML error at \S+, /, '')
    .replace(/:$/, '');
}
