import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toOptionalInstant } from '../../../databaseInstant';
import { isWebPage } from '../../isWebPage';
import { MirrorRow } from '../MirrorRow';

/** @returns who else shows a deployment, or was to; undefined: nobody */
export async function findMirrors(
  knex: Knex,
  deploymentId: string,
): Promise<Deployment['mirrors']> {
  const rows = await knex<MirrorRow>('deployment_mirrors')
    .where({ deployment_id: deploymentId })
    .where(row => row.whereNotNull('told').orWhereNotNull('problem'))
    .orderBy('mirror');
  return rows.length > 0 ? rows.map(toMirror) : undefined;
}

function toMirror({ mirror, url, told_at: toldAt, problem }: MirrorRow) {
  return {
    mirror,
    ...(url !== null && isWebPage(url) ? { url } : {}),
    ...(toldAt !== null ? { toldAt: toOptionalInstant(toldAt) } : {}),
    ...(problem !== null ? { problem } : {}),
  };
}
