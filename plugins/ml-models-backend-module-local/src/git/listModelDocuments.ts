import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
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

/** @returns the models in `catalog-info.yaml` at a commit */
export async function listModelDocuments(
  repository: BareRepository,
  commit: string,
): Promise<ModelDocument[]> {
  const file = await repository.readFile(commit, 'catalog-info.yaml');
  if (!file) {
    return [];
  }
  return parseAllDocuments(file.toString('utf8')).flatMap(document => {
    const parsed = modelDocumentSchema.safeParse(tryToJs(document));
    return parsed.success ? [toModelDocument(parsed.data)] : [];
  });
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
