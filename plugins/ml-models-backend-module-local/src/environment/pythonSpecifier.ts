import { InputError } from '@backstage/errors';

/** Release segment of a version (PEP 440), e.g. [3, 11, 7]. */
export type PythonVersion = readonly number[];

export type PythonSpecifier = (version: PythonVersion) => boolean;

const CLAUSE = /^(~=|==|!=|<=|>=|<|>)\s*(\d+(?:\.\d+)*)(\.\*)?$/;

/**
 * Parses the part of PEP 440's version specifiers that interpreters need:
 * comparisons of release numbers, all of which must hold.
 *
 * @param text - e.g. `>=3.10,<3.15`
 * @throws InputError naming the clause that is not understood
 */
export function parsePythonSpecifier(text: string): PythonSpecifier {
  const clauses = text
    .split(',')
    .map(clause => clause.trim())
    .filter(Boolean)
    .map(parseClause);
  return version => clauses.every(matches => matches(version));
}

function parseClause(clause: string): PythonSpecifier {
  const match = CLAUSE.exec(clause);
  const [, operator, digits, wildcard] = match ?? [];
  const isWildcardAllowed = operator === '==' || operator === '!=';
  if (!match || (wildcard && !isWildcardAllowed)) {
    throw new InputError(
      `environment.python in pipeline.yaml has '${clause}', which is not understood; write clauses such as >=3.10, <3.15, ==3.12.* or ~=3.11, with commas between them`,
    );
  }
  const wanted = digits.split('.').map(Number);
  if (wildcard) {
    return version => startsWith(version, wanted) === (operator === '==');
  }
  return version => satisfies(operator, version, wanted);
}

function satisfies(
  operator: string,
  version: PythonVersion,
  wanted: PythonVersion,
): boolean {
  const order = compareVersions(version, wanted);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '~=':
      // PEP 440: ~= 2.2.1 is >= 2.2.1, == 2.2.*
      return order >= 0 && startsWith(version, wanted.slice(0, -1));
    default:
      return order === 0;
  }
}

/** @returns below, at or above 0, as for `sort`; missing parts count as 0 */
export function compareVersions(a: PythonVersion, b: PythonVersion): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function startsWith(version: PythonVersion, prefix: PythonVersion): boolean {
  return prefix.every((part, i) => (version[i] ?? 0) === part);
}
