import {
  isAlias,
  isCollection,
  LineCounter,
  parseAllDocuments,
  visit,
} from 'yaml';

/**
 * Of one map. Parsers compare every key with every other: for so many that took some
 * thirty milliseconds, for ten times as many a second and more.
 */
const KEYS_MAX = 1_000;

/**
 * Finds keys that are no text, each of which is written out as one: those of keys
 * within keys again and again, so that 600 bytes can keep everybody waiting for
 * seconds. And maps of so many keys that to compare them would.
 *
 * @param text - no longer than `findYamlSizeProblem` lets through
 * @returns what is wrong with it, as what follows the name of the file and without a
 *   full stop; undefined for what may be parsed, though it may be no YAML
 */
export function findYamlKeyProblem(text: string): string | undefined {
  const lines = new LineCounter();
  let problem: string | undefined;
  const say = (what: string, offset = 0) => {
    const { line, col } = lines.linePos(offset);
    problem = `${what} at line ${line}, column ${col}`;
    return visit.BREAK;
  };
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    // Looked for by the parser, which takes the square of the keys.
    uniqueKeys: false,
  });
  for (const document of documents) {
    visit(document, {
      Map: (_, map) =>
        map.items.length > KEYS_MAX
          ? say(
              `has a map of more than ${KEYS_MAX} keys, the most that the portal reads,`,
              map.range?.[0],
            )
          : undefined,
      Pair: (_, { key }) =>
        isCollection(key) || isAlias(key)
          ? say(
              'has a key that is a list, a map or an alias, where the portal reads text alone,',
              key.range?.[0],
            )
          : undefined,
    });
    if (problem) {
      return problem;
    }
  }
  return undefined;
}
