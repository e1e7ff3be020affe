import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { DatabaseServingHistory } from '../deployments/history/DatabaseServingHistory';
import { createPointInTimeRouter } from '../pointInTime/createPointInTimeRouter';
import { OwnerHistory } from '../pointInTime/OwnerHistory';
import { DatabaseVersionOrigins } from '../versions/DatabaseVersionOrigins';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** Models at moments of the past. */
export function wirePointInTime(
  { database, httpRouter, now }: WiringContext,
  { callers, catalog }: WiredAccess,
  { owners, store }: { owners: OwnerHistory; store: InferenceLogStore },
) {
  httpRouter.use(
    createPointInTimeRouter({
      callers,
      catalog,
      now,
      owners,
      records: store,
      serving: new DatabaseServingHistory(database),
      versions: new DatabaseVersionOrigins(database),
    }),
  );
}
