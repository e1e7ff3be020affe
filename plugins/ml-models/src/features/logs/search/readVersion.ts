import { inferenceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { NamedVersion } from './SearchedModel';

/** More of them are not listed: the message stands below the search line. */
const VERSIONS_LISTED = 8;

/** A number, or a number as versions are shown. */
const NUMBER = /^v?\d+$/;

type ReadVersion =
  | { value: number; error?: undefined }
  | { value?: undefined; error: string };

/**
 * Reads what was written for a version. A number that a version has is that
 * version, even where another one has it for a label.
 *
 * @param text - `4`, `v4`, or the label of a version
 * @param versions - newest first
 */
export function readVersion(
  text: string,
  versions: readonly NamedVersion[],
): ReadVersion {
  const { data: number } = inferenceQuerySchema.shape.version.safeParse(
    text.replace(/^v/, ''),
  );
  const labelled = versions.filter(({ label }) => label === text);
  if (number !== undefined) {
    const newest = versions.length > 0 ? versions[0].version : 0;
    const isOurs = NUMBER.test(text) && number <= newest;
    if (isOurs || labelled.length === 0) return { value: number };
  }
  switch (labelled.length) {
    case 0:
      return {
        error: [
          `“version” is a number such as 4 or the label of a version, not “${text}”.`,
          ...listVersions(versions),
        ].join(' '),
      };
    case 1:
      return { value: labelled[0].version };
    default:
      return {
        error: `“${text}” is the label of ${
          labelled.length
        } versions: write ${labelled
          .map(({ version }) => `version:${version}`)
          .join(' or ')}.`,
      };
  }
}

/** @returns e.g. `3 (walk-1)` */
export function nameVersion({ version, label }: NamedVersion): string {
  return label === undefined ? String(version) : `${version} (${label})`;
}

/** @returns the newest in a sentence; none where there are none */
export function listVersions(versions: readonly NamedVersion[]): string[] {
  if (versions.length === 0) {
    return [];
  }
  const names = versions.slice(0, VERSIONS_LISTED).map(nameVersion).join(', ');
  const end = versions.length > VERSIONS_LISTED ? ' …' : '.';
  return [`Versions, newest first: ${names}${end}`];
}
