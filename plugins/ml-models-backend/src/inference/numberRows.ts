import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReportedInference } from './ReportedInference';

/**
 * Makes a record of each row, numbered from the prediction's own on. The first
 * one keeps the sequence, which counts what was sent and not what is in it.
 */
export function numberRows(
  prediction: Omit<ReportedInference, 'inputs' | 'outputs'>,
  rows: readonly { inputs: NamedValues; outputs: NamedValues }[],
): ReportedInference[] {
  return rows.map((values, at) => ({
    ...prediction,
    ...values,
    row: prediction.row + at,
    sequence: at === 0 ? prediction.sequence : undefined,
  }));
}
