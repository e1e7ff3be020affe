/** Where a record keeps values: what was asked, what was answered, what came true. */
export const RECORD_SECTIONS = ['inputs', 'outputs', 'target'] as const;
export type RecordSection = (typeof RECORD_SECTIONS)[number];

/** A value by its section and its name there. */
export interface SectionedName {
  section: RecordSection;
  name: string;
}

/**
 * Takes names such as `inputs.distance` apart.
 *
 * @returns undefined for a bare name, or for one with nothing after the section
 */
export function findSection(path: string): SectionedName | undefined {
  const section = RECORD_SECTIONS.find(
    candidate =>
      path.startsWith(`${candidate}.`) && path.length > candidate.length + 1,
  );
  return section && { section, name: path.slice(section.length + 1) };
}
