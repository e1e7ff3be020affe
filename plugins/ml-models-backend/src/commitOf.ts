import {
  Commit,
  commitSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns the commit that a row keeps as JSON */
export function commitOf(row: { commit: string | null }): Commit | undefined {
  return row.commit === null
    ? undefined
    : commitSchema.parse(JSON.parse(row.commit));
}
