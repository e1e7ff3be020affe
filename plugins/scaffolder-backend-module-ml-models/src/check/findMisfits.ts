import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { describeMisfit, ownersOf } from './describeMisfit';

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

/** An answer that does not fit. */
export interface Misfit {
  /** As a person reads it. */
  question: string;
  /** What is wrong, and what to do. */
  problem: string;
}

/** What all that a template makes is named by. */
export const NAME_QUESTION = 'Name';

/** In the order of the refs; undefined: not there, or not for the asker to see. */
type FindEntities = (refs: string[]) => Promise<Array<Entity | undefined>>;

/** @returns one for each answer that does not fit, however much is named by it */
export async function findMisfits(
  answers: CheckedAnswers,
  find: FindEntities,
): Promise<Misfit[]> {
  const references = listReferences(answers).map(reference => ({
    ...reference,
    ...parse(reference),
  }));
  const refs = references.flatMap(({ ref }) => ref ?? []);
  const entities = await findByRef(refs, find);
  const taken = references.flatMap(({ ref, isNew }) =>
    ref && isNew ? entities.get(ref) ?? [] : [],
  );
  const owners = await findByRef(taken.flatMap(ownersOf), find);
  const known = new Map([...owners, ...entities]);
  const misfits = references.flatMap(({ question, ref, ...reference }) => {
    const problem = ref
      ? describeMisfit({ ...reference, ref }, known)
      : reference.problem;
    return problem ? { question, problem } : [];
  });
  return misfits.filter(
    ({ question }, index) => question !== NAME_QUESTION || index === 0,
  );
}

async function findByRef(
  refs: string[],
  find: FindEntities,
): Promise<Map<string, Entity | undefined>> {
  const found = refs.length > 0 ? await find(refs) : [];
  return new Map(refs.map((ref, index) => [ref, found[index]]));
}

function listReferences(answers: CheckedAnswers): Reference[] {
  const { creates = [], owner, system, dependsOn = [] } = answers;
  return [
    ...creates.map(text => ({
      question: NAME_QUESTION,
      text,
      defaultKind: 'MlModel',
      isNew: true,
    })),
    {
      question: 'Owner',
      text: owner ?? '',
      defaultKind: 'Group',
      kinds: ['group', 'user'],
    },
    {
      question: 'System',
      text: system ?? '',
      defaultKind: 'System',
      kinds: ['system'],
    },
    ...dependsOn.map(text => ({
      question: 'Depends on',
      text,
      defaultKind: 'Resource',
    })),
    // A question that was left out is rendered as nothing.
  ].filter(({ text }) => text !== '');
}

function parse({ text, defaultKind }: Reference): {
  ref?: string;
  problem?: string;
} {
  try {
    const defaults = { defaultKind, defaultNamespace: 'default' };
    return { ref: stringifyEntityRef(parseEntityRef(text, defaults)) };
  } catch (error) {
    return {
      problem: `'${text}' is no entity reference (${
        toError(error).message
      }). Write it like ${defaultKind.toLowerCase()}:default/a-name.`,
    };
  }
}
