import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ModelReport,
  modelReportSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { readBeginning } from '../readBeginning';
import { hasErrorCode } from '../process/hasErrorCode';
import { describeIssues } from './describeIssues';

export const MODEL_REPORT_PATH = 'reports/model-report.json';

const MEBIBYTE = 1024 * 1024;

/** A model of ten thousand features needs one or two of them. */
const REPORT_BYTES_MAX = 16 * MEBIBYTE;

/** @throws NotFoundError or InputError naming the field and what was expected */
export async function readModelReport(checkout: string): Promise<ModelReport> {
  const report = await findJson(checkout);
  if (report === undefined) {
    throw new NotFoundError(
      `The steps succeeded, but there is no ${MODEL_REPORT_PATH}; step package has to write it, with metrics, signature and artifact`,
    );
  }
  const parsed = modelReportSchema.safeParse(report);
  if (!parsed.success) {
    throw new InputError(describeIssues(MODEL_REPORT_PATH, parsed.error));
  }
  return parsed.data;
}

/** The report may lack the rest when the gate has ended the run. */
const gateSchema = modelReportSchema.pick({ gate: true });

/** @returns the checks of the evaluation gate that failed */
export async function listFailedChecks(
  checkout: string,
): Promise<NonNullable<ModelReport['gate']>['checks']> {
  const parsed = gateSchema.safeParse(
    await findJson(checkout).catch(() => undefined),
  );
  const gate = parsed.success ? parsed.data.gate : undefined;
  return (gate?.checks ?? []).filter(check => !check.passed);
}

async function findJson(checkout: string): Promise<unknown> {
  try {
    const path = join(checkout, MODEL_REPORT_PATH);
    const content = await readBeginning(path, REPORT_BYTES_MAX);
    if (content.length > REPORT_BYTES_MAX) {
      throw new InputError(
        `${MODEL_REPORT_PATH} has more than ${
          REPORT_BYTES_MAX / MEBIBYTE
        } MiB, the most that the portal reads of it: rows belong in reference.path`,
      );
    }
    return z.json().parse(JSON.parse(content.toString()));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return undefined;
    }
    if (error instanceof SyntaxError) {
      throw new InputError(`${MODEL_REPORT_PATH} is not JSON`, error);
    }
    throw error;
  }
}
