import {
  aFeedback,
  anInference,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { findPendingKeys, savePendingFeedback } from './pendingFeedback';

const keyed = (serial: number, modelKey = 1) => ({
  ...aFeedback(anInference({ serial })),
  modelKey,
});

describeEachDatabase('findPendingKeys', openDatabase => {
  it('finds those of the keys for which an outcome waits, and no other', async () => {
    const knex = await openDatabase();
    const waiting = [0, 600, 1_200].map(serial => keyed(serial));
    await knex.transaction(trx => savePendingFeedback(trx, waiting));
    const asked = [
      ...Array.from({ length: 1_300 }, (_, serial) => keyed(serial)),
      keyed(0, 2),
    ];
    const found = await findPendingKeys(knex, asked);
    expect(found.map(({ inferenceId }) => inferenceId)).toEqual(
      waiting.map(({ inferenceId }) => inferenceId),
    );
    expect(await findPendingKeys(knex, [keyed(0, 2)])).toEqual([]);
  });
});
