import { z } from 'zod';
import { MODEL_SORTS } from '../../components/ModelsTable/sortModels';
import { useUrlState } from '../../components/useUrlState/useUrlState';
import {
  urlFlag,
  urlList,
  urlNumber,
} from '../../components/useUrlState/urlValue';

const modelsView = z.object({
  q: z.string().catch(''),
  mine: urlFlag,
  owner: urlList,
  live: urlList,
  deployment: urlList,
  verdict: urlList,
  task: urlList,
  lifecycle: urlList,
  risk: urlList,
  system: urlList,
  sort: z.enum(MODEL_SORTS).catch('attention'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
  /** From 1, as people count. */
  page: urlNumber,
});

export type ModelsView = z.output<typeof modelsView>;

/** What of the model catalog is shown; it lives in the URL. */
export function useModelsView() {
  return useUrlState(modelsView);
}

/** Undoes every filter; the order stays. */
export const NO_FILTERS: Partial<ModelsView> = {
  q: '',
  mine: false,
  owner: [],
  live: [],
  deployment: [],
  verdict: [],
  task: [],
  lifecycle: [],
  risk: [],
  system: [],
  page: undefined,
};
