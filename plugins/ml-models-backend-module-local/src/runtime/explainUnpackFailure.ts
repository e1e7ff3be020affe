import { InputError } from '@backstage/errors';
import { isDiskFull } from '../process/isDiskFull';

/** @returns what to throw instead: says which archive, and what to do */
export function explainUnpackFailure(
  error: unknown,
  { archive, folder }: { archive: string; folder: string },
): unknown {
  if (isDiskFull(error)) {
    return new Error(
      `the disk is full: ${archive} could not be unpacked into ${folder}. Free some space and deploy again`,
      { cause: error },
    );
  }
  if (error instanceof Error && !(error instanceof InputError)) {
    return new InputError(
      `${archive} could not be unpacked: ${error.message}. Deploy its commit again to build it anew`,
      error,
    );
  }
  return error;
}
