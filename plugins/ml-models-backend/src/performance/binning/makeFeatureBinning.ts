import {
  FeatureType,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { categoryOf } from './compileBinning';
import { FeatureBinning } from './FeatureBinning';
import { makeNumericEdges } from './makeNumericEdges';

/** Categories with a bin of their own; more cannot be read in a chart. */
const CATEGORIES_MAX = 50;

/** Other categories kept to tell new ones; with more, values come that no sample holds. */
const OTHER_CATEGORIES_MAX = 1_000;

const TYPES = {
  number: 'numeric',
  integer: 'numeric',
  boolean: 'boolean',
  string: 'categorical',
  timestamp: 'categorical',
} as const;

export interface FeatureValues {
  name: string;
  role: 'input' | 'output';
  /** As the signature says; by default what most values are. */
  declaredType?: FeatureType;
  /** Of the reference, without those that are missing. */
  values: readonly RecordedValue[];
}

/**
 * Bins of a number, a boolean or a category, made from its reference.
 *
 * @returns undefined for lists and maps, and without any value
 */
export function makeFeatureBinning(
  feature: FeatureValues,
): FeatureBinning | undefined {
  const { name, role } = feature;
  switch (findType(feature)) {
    case 'numeric': {
      const values = feature.values.filter(value => typeof value === 'number');
      const whole = values.every(Number.isSafeInteger) || undefined;
      return {
        name,
        role,
        type: 'numeric',
        edges: makeNumericEdges(values),
        whole,
      };
    }
    case 'boolean':
      return { name, role, type: 'boolean' };
    case 'categorical':
      return { name, role, ...makeCategories(feature.values) };
    default:
      return undefined;
  }
}

function findType({
  declaredType,
  values,
}: FeatureValues): FeatureBinning['type'] | undefined {
  const counts = {
    numeric: values.filter(value => typeof value === 'number').length,
    boolean: values.filter(value => typeof value === 'boolean').length,
    categorical: values.filter(value => typeof value === 'string').length,
  };
  const declared = declaredType && TYPES[declaredType];
  if (declared && counts[declared] > 0) {
    return declared;
  }
  if (counts.numeric + counts.boolean + counts.categorical === 0) {
    return undefined;
  }
  if (counts.numeric >= Math.max(counts.boolean, counts.categorical)) {
    return 'numeric';
  }
  return counts.boolean >= counts.categorical ? 'boolean' : 'categorical';
}

function makeCategories(values: readonly RecordedValue[]) {
  const counts = new Map<string, number>();
  for (const value of values) {
    const category = categoryOf(value);
    if (category !== undefined) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  // By name where equally frequent, so that the same rows make the same bins.
  const byCount = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([category]) => category);
  const others = byCount.slice(CATEGORIES_MAX);
  const valueTypes = (['string', 'number', 'boolean'] as const).filter(type =>
    values.some(value => typeof value === type),
  );
  return {
    type: 'categorical' as const,
    categories: byCount.slice(0, CATEGORIES_MAX),
    others: others.length > OTHER_CATEGORIES_MAX ? null : others,
    valueType: valueTypes.length === 1 ? valueTypes[0] : undefined,
  };
}
