import { ServiceUnavailableError } from '@backstage/errors';
import { HandedArtifact } from '@noshelfware/backstage-plugin-ml-models-node';
import { DataDirectory } from '../dataDirectory';
import { isDiskFull } from '../process/isDiskFull';
import { storeArtifact } from './storeArtifact';

/**
 * Stores what a pipeline elsewhere has packaged.
 *
 * @returns its URI, `local:sha256:<hex>`
 * @throws InputError when the digest is another one, ServiceUnavailableError when
 *   the disk is full
 */
export async function keepArtifact(
  data: DataDirectory,
  { content, digest }: HandedArtifact,
): Promise<string> {
  try {
    return await storeArtifact({
      data,
      content,
      digest,
      explainDigest: actual =>
        `What was sent has the digest ${actual}, and was announced as ${digest}: send the archive as it is, and the digest of these very bytes`,
    });
  } catch (error) {
    if (isDiskFull(error)) {
      throw new ServiceUnavailableError(
        `The portal's disk is full, and the artifact ${digest} was not kept: free some space there and send it again`,
        error,
      );
    }
    throw error;
  }
}
