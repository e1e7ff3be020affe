import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  findYamlKeyProblem,
  findYamlSizeProblem,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { BareRepository } from './BareRepository';

/** What a repository says of a model it holds; refs are in lower case. */
export interface ModelDocument {
  modelRef: string;
  ownerRef?: string;
  systemRef?: string;
}

/** Only what is read here; the catalog checks the rest and says what is wrong. */
const modelDocumentSchema = z.object({
  kind: z.literal('MlModel'),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  spec: z.object({
    owner: z.string().optional(),
    system: z.string().optional(),
  }),
});

export interface ModelDocuments {
  models: ModelDocument[];
  /** Why none are known: what follows the name of the file, without a full stop. */
  problem?: string;
}

/** @returns the models in `catalog-info.yaml` at a commit */
export async function listModelDocuments(
  repository: BareRepository,
  commit: string,
): Promise<ModelDocuments> {
  const file = await repository.findFile(commit, 'catalog-info.yaml');
  const problem = file && findYamlSizeProblem(file.sizeBytes);
  if (!file || problem) {
    return { models: [], problem };
  }
  const content = await repository.readContent(file);
  return parseModels(content.toString());
}

function parseModels(text: string): ModelDocuments {
  try {
    const problem = findYamlKeyProblem(text);
    return problem
      ? { models: [], problem }
      : { models: parseDocuments(text).flatMap(findModel) };
  } catch {
    return { models: [] }; // nests too deep; the catalog will refuse the file
  }
}

function parseDocuments(text: string) {
  // A key given twice is for the catalog to refuse: to look for one here takes the
  // square of the keys, whenever a token is checked.
  return parseAllDocuments(text, { uniqueKeys: false });
}

function findModel(document: { toJS(): unknown }): ModelDocument[] {
  const parsed = modelDocumentSchema.safeParse(tryToJs(document));
  return parsed.success ? [toModelDocument(parsed.data)] : [];
}

function toModelDocument(
  document: z.infer<typeof modelDocumentSchema>,
): ModelDocument {
  const { name, namespace = 'default' } = document.metadata;
  const { owner, system } = document.spec;
  return {
    modelRef: stringifyEntityRef({ kind: 'MlModel', namespace, name }),
    ownerRef: owner && normaliseRef(owner, { kind: 'group', namespace }),
    systemRef: system && normaliseRef(system, { kind: 'system', namespace }),
  };
}

function normaliseRef(
  ref: string,
  context: { kind: string; namespace: string },
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: context.kind,
        defaultNamespace: context.namespace,
      }),
    );
  } catch {
    return undefined; // not a reference; the catalog will refuse the entity
  }
}

function tryToJs(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined; // not YAML; the catalog will refuse the file
  }
}
