import {
  Version,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { commitOf } from '../commitOf';
import { toInstant } from '../databaseInstant';
import {
  dependenciesOf,
  exampleInputsOf,
  reportOf,
  VersionRow,
} from './VersionRow';

/** @param serving - where it serves now */
export function toVersion(
  row: VersionRow,
  serving: Version['serving'],
): Version {
  const report = reportOf(row);
  return {
    modelRef: row.model_ref,
    version: row.version,
    label: row.label ?? undefined,
    origin: row.origin,
    createdAt: toInstant(row.created_at),
    createdBy: row.created_by ?? undefined,
    commit: commitOf(row),
    artifactDigest: row.artifact_digest ?? undefined,
    dataDigest: row.data_digest ?? undefined,
    framework: report?.framework,
    metrics: report?.metrics ?? [],
    gatePassed: report?.gate?.passed,
    referenceRows: row.reference_rows,
    buildSeconds: row.build_seconds ?? undefined,
    serving,
  };
}

/** @param serving - where it serves now */
export function toVersionDetail(
  row: VersionRow,
  serving: Version['serving'],
): VersionDetail {
  const report = reportOf(row);
  return {
    ...toVersion(row, serving),
    report,
    signature: report?.signature,
    dependencies: dependenciesOf(row),
    exampleInputs: exampleInputsOf(row),
  };
}
