import { InputError } from '@backstage/errors';

/**
 * Reads `local:sha256:<hex>`, the URI of an artifact in the data directory.
 *
 * @param digest - what the version was registered with, `sha256:<hex>`
 * @returns the hex digits
 * @throws InputError for an artifact of another engine, or of another digest
 */
export function parseArtifactUri(uri: string, digest: string): string {
  const hex = /^local:sha256:([0-9a-f]{64})$/.exec(uri)?.[1];
  if (!hex) {
    throw new InputError(
      `the local runtime cannot serve ${uri}: it expects local:sha256:<digest>, as the local pipeline engine writes it, and as the portal answers to an artifact that is handed over`,
    );
  }
  if (digest !== `sha256:${hex}`) {
    throw new InputError(
      `the artifact ${uri} does not fit the digest ${digest} that the version was registered with: deploy a new build`,
    );
  }
  return hex;
}
