import { FeatureComparison } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { findJsonDialect, JsonDialect, JsonKind } from './jsonDialect';

type Section = 'inputs' | 'outputs';

interface Condition {
  sql: string;
  bindings: (string | number)[];
}

/**
 * Keeps rows in which a feature compares as asked. Its recorded type decides
 * how: numbers as numbers, text by code points, booleans by their names. More and
 * less than a number are numbers alone. A missing value compares with nothing.
 */
export function compareFeature(
  query: Knex.QueryBuilder,
  comparison: FeatureComparison,
): void {
  const dialect = findJsonDialect(query);
  const [, section, rest] =
    /^(inputs|outputs)\.(.+)$/s.exec(comparison.feature) ?? [];
  if (section === 'inputs' || section === 'outputs') {
    const { sql, bindings } = compareIn(dialect, section, rest, comparison);
    query.whereRaw(sql, bindings);
    return;
  }
  const name = comparison.feature;
  const input = compareIn(dialect, 'inputs', name, comparison);
  const output = compareIn(dialect, 'outputs', name, comparison);
  // A bare name means an input, and an output where there is no such input.
  query.whereRaw(
    `(${input.sql} OR (${dialect.isMissing('inputs')} AND ${output.sql}))`,
    [...input.bindings, dialect.bindName(name), ...output.bindings],
  );
}

function compareIn(
  dialect: JsonDialect,
  section: Section,
  name: string,
  { operator, value }: FeatureComparison,
): Condition {
  const bound = dialect.bindName(name);
  const conditions = comparedAs({ operator, value }).map(
    ({ kind, operand }): Condition => ({
      // Both of these name the value, once for its type and once for itself.
      sql: `${dialect.valueAs(kind, section)} ${operator} ?`,
      bindings: [bound, bound, operand],
    }),
  );
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    bindings: conditions.flatMap(({ bindings }) => bindings),
  };
}

/**
 * What the operand may be: `2000` is a number and a text. In order it is a number
 * alone, since nobody who asks for more than 2000 means the text `far`.
 */
function comparedAs({
  operator,
  value,
}: Pick<FeatureComparison, 'operator' | 'value'>): {
  kind: JsonKind;
  operand: string | number;
}[] {
  const number = value.trim() === '' ? NaN : Number(value);
  const asNumber = Number.isFinite(number)
    ? [{ kind: 'number' as const, operand: number }]
    : [];
  if (operator === '=' || operator === '!=') {
    return [
      { kind: 'text', operand: value },
      ...asNumber,
      { kind: 'boolean', operand: value },
    ];
  }
  return asNumber.length > 0 ? asNumber : [{ kind: 'text', operand: value }];
}
