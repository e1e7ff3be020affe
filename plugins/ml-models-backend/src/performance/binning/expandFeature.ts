import {
  FeatureAspect,
  FeatureType,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { FeatureBinning } from './FeatureBinning';
import { findInList, isMap } from './locateValue';
import { FeatureValues, makeFeatureBinning } from './makeFeatureBinning';
import { isInstant, measureAspect } from './measureAspect';

/** Levels below an input or output that are looked into. */
const DEPTH_MAX = 4;

/** Items of a list that are compared one by one, from the first on. */
const ITEMS_MAX = 16;

/** Share of texts that must be instants, for a column to be one of instants. */
const INSTANT_SHARE_MIN = 0.95;

/** Categories that a chart can hold; a column of fewer is none of free text. */
const CATEGORIES_MAX = 50;

/** Texts of which more than half differ are free text, or identifiers. */
const DISTINCT_SHARE_MIN = 0.5;

const HOURS = Array.from({ length: 24 }, (_, hour) =>
  String(hour).padStart(2, '0'),
);

interface Column extends Omit<FeatureValues, 'values'> {
  path: string[];
  values: readonly RecordedValue[];
  declaredType?: FeatureType;
}

/**
 * Bins of everything that is compared of an input or output: of a map each of
 * its values, of a list how many items it has and the first of them, of free
 * text its length and shape, of an instant its hour.
 *
 * @returns empty for a column without any value
 */
export function expandFeature(feature: FeatureValues): FeatureBinning[] {
  return expand({ ...feature, path: [feature.name] });
}

function expand(column: Column): FeatureBinning[] {
  const { values, path } = column;
  const lists = values.filter(value => Array.isArray(value));
  const maps = values.filter(isMap);
  const scalars = values.length - lists.length - maps.length;
  if (scalars >= Math.max(lists.length, maps.length)) {
    return expandScalar(column);
  }
  if (path.length > DEPTH_MAX) {
    return [];
  }
  return lists.length >= maps.length
    ? [...measured(column, 'items'), ...expandItems(column, lists)]
    : expandMap(column, maps);
}

function expandItems(
  column: Column,
  lists: readonly RecordedValue[][],
): FeatureBinning[] {
  const longest = lists.reduce((max, list) => Math.max(max, list.length), 0);
  const positions = Math.min(longest, ITEMS_MAX);
  return Array.from({ length: positions }, (_, i) => String(i)).flatMap(key =>
    expand(
      below(
        column,
        key,
        lists.flatMap(list => findInList(list, key) ?? []),
      ),
    ),
  );
}

function expandMap(
  column: Column,
  maps: readonly { [name: string]: RecordedValue }[],
): FeatureBinning[] {
  const keys = new Set(maps.flatMap(map => Object.keys(map)));
  return [...keys].flatMap(key => {
    const values: RecordedValue[] = [];
    for (const map of maps) {
      if (Object.hasOwn(map, key)) values.push(map[key]);
    }
    return expand(below(column, key, values));
  });
}

function below(
  { name, role, path }: Column,
  key: string,
  values: readonly RecordedValue[],
): Column {
  return { name: `${name}.${key}`, role, path: [...path, key], values };
}

function expandScalar(column: Column): FeatureBinning[] {
  if (holdsInstants(column)) {
    const { name, role, path } = column;
    const aspect = 'hour';
    return [
      {
        name: `${name}.${aspect}`,
        role,
        path,
        aspect,
        type: 'categorical',
        categories: HOURS,
        others: [],
      },
    ];
  }
  if (holdsFreeText(column)) {
    return (['length', 'words', 'shape'] as const).flatMap(aspect =>
      measured(column, aspect),
    );
  }
  const binning = makeFeatureBinning(column);
  return binning ? [{ ...binning, path: column.path }] : [];
}

function measured(column: Column, aspect: FeatureAspect): FeatureBinning[] {
  const { name, role, path, values } = column;
  const binning = makeFeatureBinning({
    name: `${name}.${aspect}`,
    role,
    values: values.flatMap(value => measureAspect(aspect, value) ?? []),
  });
  return binning ? [{ ...binning, path, aspect }] : [];
}

function holdsInstants({ declaredType, values }: Column): boolean {
  if (values.length === 0) {
    return false;
  }
  const instants = values.filter(isInstant).length;
  return (
    declaredType === 'timestamp' ||
    instants >= INSTANT_SHARE_MIN * values.length
  );
}

function holdsFreeText({ values }: Column): boolean {
  const texts = values.filter(value => typeof value === 'string');
  const distinct = new Set(texts).size;
  return (
    texts.length > values.length / 2 &&
    distinct > CATEGORIES_MAX &&
    distinct > DISTINCT_SHARE_MIN * texts.length
  );
}
