import { ModelReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeclaredValues, ValueNames } from '../inference/DeclaredValues';
import { findVersion, listReportedRows } from './findVersions';
import { reportOf } from './VersionRow';

/** Signatures change seldom: names of older versions are hardly recorded any more. */
const VERSIONS_MAX = 20;

/** Reads what records are to hold from the reports of versions. */
export class DatabaseDeclaredValues implements DeclaredValues {
  constructor(private readonly database: Knex) {}

  async listNames(modelRef: string): Promise<ValueNames> {
    const rows = await listReportedRows(this.database, modelRef, VERSIONS_MAX);
    const reports = rows.flatMap(row => reportOf(row) ?? []);
    return {
      inputs: namesIn(reports, ({ signature }) => signature.inputs),
      outputs: namesIn(reports, ({ signature }) => signature.outputs),
      target: namesIn(reports, ({ target }) => (target ? [target] : [])),
    };
  }

  async findInputs(modelRef: string, version: number) {
    const row = await findVersion(this.database, modelRef, version);
    return (row && reportOf(row))?.signature.inputs.map(({ name }) => name);
  }
}

function namesIn(
  reports: readonly ModelReport[],
  pick: (report: ModelReport) => ReadonlyArray<{ name: string }>,
): string[] {
  return [...new Set(reports.flatMap(pick).map(({ name }) => name))];
}
