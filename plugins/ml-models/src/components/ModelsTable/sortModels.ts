import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { VERDICT_WORDINGS, wordingOf } from '../VerdictReasons/verdictWording';

export const MODEL_SORTS = [
  'attention',
  'name',
  'owner',
  'verdict',
  'drift',
  'traffic',
  'deployed',
  'shelf',
] as const;
export type ModelSort = (typeof MODEL_SORTS)[number];

export type SortDirection = 'asc' | 'desc';

type SortKey = (model: ModelSummary) => string | number;

const SORT_KEYS: Record<Exclude<ModelSort, 'attention'>, SortKey> = {
  name: model => model.title.toLocaleLowerCase('en'),
  owner: model =>
    (model.ownerTitle ?? model.owner ?? '').toLocaleLowerCase('en'),
  verdict: model => VERDICT_WORDINGS.indexOf(wordingOf(model.verdict)),
  drift: model =>
    model.drift?.features ? model.drift.drifted / model.drift.features : -1,
  traffic: model => model.requestsPerDay.reduce((sum, day) => sum + day, 0),
  deployed: model => model.lastDeployment?.createdAt ?? '',
  shelf: model => (model.onShelf ? model.shelfAgeDays : -1),
};

/**
 * @param models - as the server ordered them: what needs attention first, then
 *   by name; equal models keep that order
 */
export function sortModels(
  models: readonly ModelSummary[],
  sort: ModelSort,
  direction: SortDirection,
): readonly ModelSummary[] {
  if (sort === 'attention') {
    return models;
  }
  const key = SORT_KEYS[sort];
  const sign = direction === 'asc' ? 1 : -1;
  return models
    .map(model => ({ model, value: key(model) }))
    .sort((a, b) => sign * compare(a.value, b.value))
    .map(({ model }) => model);
}

function compare(a: string | number, b: string | number): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
