import { ModelReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import type { KnownOutcomes } from '../inference/notes/KnownModels';
import { listReportedRows } from './findVersions';
import { reportOf } from './VersionRow';

/** @returns the outcomes that the newest version with a report can be compared by */
export async function findKnownOutcomes(
  knex: Knex,
  modelRef: string,
): Promise<KnownOutcomes | undefined> {
  const [newest] = await listReportedRows(knex, modelRef, 1);
  const report = newest && reportOf(newest);
  return report && { version: newest.version, outcomes: outcomesOf(report) };
}

/** An outcome is called as the target, or as the output that predicts it. */
function outcomesOf({
  signature,
  target,
}: ModelReport): KnownOutcomes['outcomes'] {
  const outputs = signature.outputs.filter(({ name }) => name !== target?.name);
  return [...(target ? [target] : []), ...outputs].map(({ name, type }) => ({
    name,
    type,
  }));
}
