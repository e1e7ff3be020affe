/** Where a repository says what is in it. */
export const CATALOG_FILE = 'catalog-info.yaml';

/** As many as are mended in one go, and as fit a screen. */
const PROBLEMS_SHOWN = 20;

/**
 * @param problems - as `findCatalogFileProblems` finds them
 * @returns a line each, with the name of the file; of very many, how many more
 */
export function describeCatalogFileProblems(problems: string[]): string[] {
  const more = problems.length - PROBLEMS_SHOWN;
  return [
    ...problems
      .slice(0, PROBLEMS_SHOWN)
      .map(problem => `${CATALOG_FILE}: ${problem}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
