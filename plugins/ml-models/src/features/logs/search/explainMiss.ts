import {
  FeatureComparison,
  InferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeclaredValue, ModelFacts } from '../api/useModelFacts';
import { missText } from './missText';
import { missWildcards } from './missWildcards';
import { listVersions } from './readVersion';
import { isFilterName } from './searchFilters';

type Declared = ReadonlyMap<string, DeclaredValue>;

/** More of them are told of, not listed. */
const CATEGORIES_LISTED = 8;

/** What there is to search for, as far as it is known. */
export type KnownValues = Pick<
  ModelFacts,
  'declared' | 'versions' | 'environments'
>;

/**
 * @returns what in a search may be why it found nothing, each sentence with a space
 *   after it; empty: nothing can be said
 */
export function explainMiss(
  query: InferenceQuery,
  { declared, versions, environments }: KnownValues,
): string {
  const { features = [], text, version, environment } = query;
  // Without a signature nothing can be said of features.
  const compared = declared.size > 0 ? features : [];
  const unknown = compared.filter(({ feature }) => !declared.has(feature));
  const sentences = [
    ...(version === undefined ? [] : missVersion(version, versions)),
    ...(environment === undefined
      ? []
      : missEnvironment(environment, environments)),
    unknown.length > 0 &&
      `The newest version has no input, output or outcome called ${unknown
        .map(({ feature }) => feature)
        .join(', ')}.`,
    ...unknown.map(comparison => meantInstead(comparison, declared)),
    ...compared.map(comparison => neverEquals(comparison, declared)),
    ...(text === undefined ? [] : missText(text, declared)),
    ...missWildcards(query),
  ];
  return [...new Set(sentences)]
    .filter(Boolean)
    .map(sentence => `${sentence} `)
    .join('');
}

/** @param versions - newest first; the oldest may be missing */
function missVersion(
  version: number,
  versions: KnownValues['versions'],
): string[] {
  const oldest = versions[versions.length - 1];
  const isKnown = versions.some(known => known.version === version);
  return !oldest || isKnown || version < oldest.version
    ? []
    : [
        // Records may tell of versions that were never registered.
        `No version ${version} of the model is registered.`,
        ...listVersions(versions),
      ];
}

function missEnvironment(name: string, known: readonly string[]): string[] {
  return known.length === 0 || known.includes(name)
    ? []
    : [`The model has no environment “${name}”: it has ${known.join(', ')}.`];
}

/** @returns how to write what was taken for a field, and is a filter or an outcome */
function meantInstead(
  { feature, operator, value }: FeatureComparison,
  declared: Declared,
): string | undefined {
  if (declared.has(`target.${feature}`)) {
    return `Write target.${feature}${operator}${value} to search by the outcome.`;
  }
  return operator === '=' && isFilterName(feature)
    ? `Write ${feature}:${value} to search by ${feature}.`
    : undefined;
}

/** @returns why no value is written like that */
function neverEquals(
  { feature, operator, value }: FeatureComparison,
  declared: Declared,
): string | undefined {
  const { type, categories } = declared.get(feature) ?? {};
  if (type === 'boolean') {
    return value === 'true' || value === 'false'
      ? undefined
      : `${feature} is true or false.`;
  }
  if (type !== 'string' || operator !== '=' || categories?.includes(value)) {
    return undefined;
  }
  return categories?.length
    ? `${feature} is written as it was sent: ${listSome(categories, value)}.`
    : 'Text is compared exactly, capitals too.';
}

/** @returns the first of them, before those what differs in capitals alone */
function listSome(categories: readonly string[], written: string): string {
  const meant = categories.filter(
    category => category.toLowerCase() === written.toLowerCase(),
  );
  const all = [...new Set([...meant, ...categories])];
  return all.length > CATEGORIES_LISTED
    ? `${all.slice(0, CATEGORIES_LISTED).join(', ')} and ${
        all.length - CATEGORIES_LISTED
      } more`
    : all.join(', ');
}
