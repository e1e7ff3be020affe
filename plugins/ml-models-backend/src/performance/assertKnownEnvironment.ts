import { NotFoundError } from '@backstage/errors';
import { KnownModels } from '../inference/notes/KnownModels';

/** Where models are served, by what is declared and by what was seen. */
export type KnownEnvironments = Pick<
  KnownModels,
  'listDeclaredEnvironments' | 'listEnvironments'
>;

/**
 * An answer of zeros would hide that a name is mistyped.
 *
 * @param environment - as it was asked for; absent: the most important one
 * @throws NotFoundError for one that the model neither declares, nor has records of,
 *   nor was ever deployed to
 */
export async function assertKnownEnvironment(
  known: KnownEnvironments,
  modelRef: string,
  environment: string | undefined,
): Promise<void> {
  if (environment === undefined) {
    return;
  }
  const declared = await known.listDeclaredEnvironments(modelRef);
  if (declared.includes(environment)) {
    return;
  }
  const seen = await known.listEnvironments(modelRef);
  if (!seen.includes(environment)) {
    const names = [...new Set([...declared, ...seen])].join(', ');
    throw new NotFoundError(
      `${modelRef} has no environment '${environment}' and no records of one; its environments are ${names}`,
    );
  }
}
