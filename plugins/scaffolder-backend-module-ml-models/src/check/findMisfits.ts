import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';

export interface CheckedAnswers {
  creates?: string[];
  owner?: string;
  system?: string;
  dependsOn?: string[];
}

/** What the answer to one question refers to. */
interface Reference {
  question: string;
  text: string;
  defaultKind: string;
  /** In lower case; undefined: any. */
  kinds?: string[];
  /** Whether the template makes it: then it must not be there. */
  isNew?: boolean;
}

/**
 * @param find - the entities of refs, in their order; undefined: not there, or
 *   not for the asker to see
 * @returns sentences, each with the question, what is wrong and what to do
 */
export async function findMisfits(
  answers: CheckedAnswers,
  find: (refs: string[]) => Promise<Array<Entity | undefined>>,
): Promise<string[]> {
  const references = listReferences(answers).map(reference => ({
    ...reference,
    ...parse(reference),
  }));
  const refs = references.flatMap(({ ref }) => ref ?? []);
  const found = refs.length > 0 ? await find(refs) : [];
  const entities = new Map(refs.map((ref, index) => [ref, found[index]]));
  return references.flatMap(({ ref, problem, ...reference }) =>
    ref ? judge(reference, ref, entities.get(ref)) ?? [] : problem ?? [],
  );
}

function listReferences(answers: CheckedAnswers): Reference[] {
  const { creates = [], owner, system, dependsOn = [] } = answers;
  return [
    ...creates.map(text => ({
      question: 'name',
      text,
      defaultKind: 'MlModel',
      isNew: true,
    })),
    {
      question: 'owner',
      text: owner ?? '',
      defaultKind: 'Group',
      kinds: ['group', 'user'],
    },
    {
      question: 'system',
      text: system ?? '',
      defaultKind: 'System',
      kinds: ['system'],
    },
    ...dependsOn.map(text => ({
      question: 'dependsOn',
      text,
      defaultKind: 'Resource',
    })),
    // A question that was left out is rendered as nothing.
  ].filter(({ text }) => text !== '');
}

function parse({ question, text, defaultKind }: Reference): {
  ref?: string;
  problem?: string;
} {
  try {
    const defaults = { defaultKind, defaultNamespace: 'default' };
    return { ref: stringifyEntityRef(parseEntityRef(text, defaults)) };
  } catch (error) {
    return {
      problem: `${question}: '${text}' is no entity reference (${
        toError(error).message
      }). Write it like ${defaultKind.toLowerCase()}:default/a-name.`,
    };
  }
}

function judge(
  { question, isNew, kinds }: Reference,
  ref: string,
  entity: Entity | undefined,
): string | undefined {
  if (isNew) {
    return entity && `${question}: ${describeTaken(ref, entity)}`;
  }
  const kind = ref.slice(0, ref.indexOf(':'));
  if (kinds && !kinds.includes(kind)) {
    return `${question}: ${ref} is of kind ${kind}. Choose a ${kinds.join(
      ' or ',
    )} of the catalog.`;
  }
  return entity
    ? undefined
    : `${question}: ${ref} is not in the catalog, or not for you to see. Choose one that is, or register it in the catalog first.`;
}

function describeTaken(ref: string, entity: Entity): string {
  const owner = entity.spec?.owner;
  const whose = typeof owner === 'string' ? `, owned by ${owner}` : '';
  return `${ref} is in the catalog already${whose}. Choose another name.`;
}
