import {
  ModelSummary,
  ON_SHELF_AFTER_DAYS,
} from '@noshelfware/backstage-plugin-ml-models-common';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ShelfFacts {
  firstSeenAt: Date;
  lastProductionRequestAt?: Date;
  isLiveInProduction: boolean;
  now: Date;
}

/**
 * A model is on the shelf when it has not answered in production for a week; one
 * that has just gone live has a week to get its first request.
 */
export function shelfOf(
  facts: ShelfFacts,
): Pick<ModelSummary, 'shelfAgeDays' | 'onShelf' | 'lastRequestAt'> {
  const { firstSeenAt, lastProductionRequestAt, now } = facts;
  const since = lastProductionRequestAt ?? firstSeenAt;
  const shelfAgeDays = Math.max(0, now.getTime() - since.getTime()) / DAY_MS;
  const isInUse =
    lastProductionRequestAt !== undefined || facts.isLiveInProduction;
  return {
    shelfAgeDays,
    onShelf: !isInUse || shelfAgeDays >= ON_SHELF_AFTER_DAYS,
    lastRequestAt: lastProductionRequestAt?.toISOString(),
  };
}
