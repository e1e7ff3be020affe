import { Knex } from 'knex';
import type { KnownVersions } from '../inference/notes/KnownModels';
import { parseVersionNumber } from './parseVersionNumber';
import { VersionRow } from './VersionRow';

/**
 * @param serviceVersions - numbers or labels
 * @returns those of them that are registered, and the newest number that is
 */
export async function findKnownVersions(
  knex: Knex,
  modelRef: string,
  serviceVersions: readonly string[],
): Promise<KnownVersions> {
  const registered = () =>
    knex<VersionRow>('versions').where({
      model_ref: modelRef,
      origin: 'registered',
    });
  const numbers = serviceVersions.flatMap(it => parseVersionNumber(it) ?? []);
  const rows = await registered()
    .where(either =>
      either
        .whereIn('label', [...serviceVersions])
        .orWhereIn('version', numbers),
    )
    .select('version', 'label');
  const names = new Set(
    rows.flatMap(({ version, label }) => [String(version), label]),
  );
  const newest = await registered().orderBy('version', 'desc').first('version');
  return {
    registered: serviceVersions.filter(it => names.has(it)),
    newest: newest?.version,
  };
}
