const KIBIBYTE = 1024;

/**
 * Of YAML that others wrote. Parsing keeps everybody else waiting: for as much as this,
 * in maps as long as `findYamlKeyProblem` lets through, a quarter of a second was
 * measured. That of the template has 5 KiB.
 */
export const YAML_BYTES_MAX = 64 * KIBIBYTE;

/**
 * @returns what is wrong with that much YAML, as what follows the name of the file and
 *   without a full stop; undefined where it is parsed
 */
export function findYamlSizeProblem(sizeBytes: number): string | undefined {
  return sizeBytes > YAML_BYTES_MAX
    ? `has more than ${
        YAML_BYTES_MAX / KIBIBYTE
      } KiB, the most that the portal reads of YAML: move what is long into a file of its own`
    : undefined;
}
