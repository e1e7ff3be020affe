import {
  FeatureComparison,
  findSection,
  RecordSection,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { findJsonPlaces, JsonKind, JsonPlace } from './jsonDialect';

interface Condition {
  sql: string;
  bindings: (string | number | string[])[];
}

/**
 * Keeps rows in which a feature compares as asked. Its recorded type decides
 * how: numbers as numbers, text by code points, booleans by their names. More and
 * less than a number are numbers alone. A missing value compares with nothing. A
 * name with points is also a path, into maps and lists.
 */
export function compareFeature(
  query: Knex.QueryBuilder,
  comparison: FeatureComparison,
): void {
  const { feature } = comparison;
  const sectioned = findSection(feature);
  const places = findJsonPlaces(query, sectioned?.name ?? feature);
  const { sql, bindings } = sectioned
    ? compareIn(sectioned.section, places, comparison)
    : compareAnywhere(places, comparison);
  query.whereRaw(sql, bindings);
}

/** A bare name means an input, and an output where there is no such input. */
function compareAnywhere(
  places: readonly JsonPlace[],
  comparison: FeatureComparison,
): Condition {
  const input = compareIn('inputs', places, comparison);
  const output = compareIn('outputs', places, comparison);
  const isMissing = places.map(place => place.isMissing('inputs'));
  return {
    sql: `(${input.sql} OR (${isMissing.join(' AND ')} AND ${output.sql}))`,
    bindings: [
      ...input.bindings,
      ...places.map(({ binding }) => binding),
      ...output.bindings,
    ],
  };
}

function compareIn(
  section: RecordSection,
  places: readonly JsonPlace[],
  { operator, value }: FeatureComparison,
): Condition {
  const conditions = places.flatMap(({ binding, valueAs }) =>
    comparedAs({ operator, value }).map(
      ({ kind, operand }): Condition => ({
        // Both of these name the value, once for its type and once for itself.
        sql: `${valueAs(kind, section)} ${operator} ?`,
        bindings: [binding, binding, operand],
      }),
    ),
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
