import { open } from 'node:fs/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ModelReport,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { describeMissedGate } from '@noshelfware/backstage-plugin-ml-models-node';
import { storeArtifact } from '../artifacts/storeArtifact';
import { DataDirectory } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';
import { isDiskFull } from '../process/isDiskFull';
import { replaceFile } from '../replaceFile';
import { findLockFile } from './findLockFile';
import { insideOf } from './insideOf';
import { MODEL_REPORT_PATH, readModelReport } from './readModelReport';
import { readReferenceRows } from './readReferenceRows';
import { RunFolder } from './RunFolder';

/**
 * Takes what the stages have left out of the checkout, checked.
 *
 * @throws InputError or NotFoundError saying which file and field is wrong, and
 *   an error that says so when the disk is full
 */
export async function collectOutput(
  folder: RunFolder,
  data: DataDirectory,
): Promise<void> {
  try {
    await takeOutput(folder, data);
  } catch (error) {
    if (isDiskFull(error)) {
      throw new Error(
        `The disk is full: what the pipeline has built could not be kept in ${data.root}. Free some space and deploy again.`,
        { cause: error },
      );
    }
    throw error;
  }
}

async function takeOutput(
  folder: RunFolder,
  data: DataDirectory,
): Promise<void> {
  const { checkout } = folder;
  const report = await readModelReport(checkout);
  if (report.gate?.passed === false) {
    throw new InputError(describeMissedGate(report.gate));
  }
  const { artifact, reference } = report;
  await takeArtifact(
    await insideOf(
      checkout,
      artifact.path,
      `${MODEL_REPORT_PATH}: artifact.path`,
    ),
    artifact,
    data,
  );
  const rows = reference
    ? await readReferenceRows({
        file: await insideOf(
          checkout,
          reference.path,
          `${MODEL_REPORT_PATH}: reference.path`,
        ),
        name: reference.path,
      })
    : [];
  // Of what finds no room nothing is left: how the run ended has to be written yet.
  await replaceFile(folder.referenceRows, toLines(rows));
  const lockFile = await findLockFile(checkout);
  if (lockFile) {
    await replaceFile(folder.lockFile, JSON.stringify(lockFile));
  }
  await replaceFile(folder.report, JSON.stringify(report));
}

async function takeArtifact(
  file: string,
  { path, digest }: ModelReport['artifact'],
  data: DataDirectory,
): Promise<void> {
  try {
    // A stream that opens it itself may fail before anybody listens to it.
    const handle = await open(file);
    await storeArtifact({
      data,
      digest,
      content: handle.createReadStream(),
      explainDigest: actual =>
        `The artifact ${path} has the digest ${actual}, but reports/model-report.json says ${digest}; step package has to write the report after the artifact`,
    }).finally(() => handle.close());
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EISDIR')) {
      throw new NotFoundError(
        `There is no file ${path}, which reports/model-report.json names in artifact.path`,
      );
    }
    throw error;
  }
}

function toLines(rows: ReferenceRow[]): string {
  return rows.map(row => `${JSON.stringify(row)}\n`).join('');
}
