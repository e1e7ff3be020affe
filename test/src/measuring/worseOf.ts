import { rounded } from './report';

/**
 * The same figures of two databases under one name each.
 *
 * @returns each by itself (`sqliteX`, `postgresX`), and last the larger of the two (`x`)
 */
export function worseOf(
  sqlite: Record<string, number>,
  postgres: Record<string, number>,
): Record<string, number> {
  const names = Object.keys(sqlite);
  const own = Object.entries({ sqlite, postgres }).flatMap(
    ([database, figures]) =>
      names.map(name => [prefixed(database, name), rounded(figures[name])]),
  );
  const worse = names.map(name => [
    name,
    rounded(Math.max(sqlite[name], postgres[name])),
  ]);
  return Object.fromEntries([...own, ...worse]);
}

function prefixed(database: string, name: string): string {
  return `${database}${name[0].toUpperCase()}${name.slice(1)}`;
}
