import { mockServices } from '@backstage/backend-test-utils';
import { describeInferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { ModelKeys } from '../ModelKeys';
import { DatabaseInferenceLogStore } from './DatabaseInferenceLogStore';

describeEachDatabase('DatabaseInferenceLogStore', openDatabase => {
  describeInferenceLogStore('it', async () => {
    const knex = await openDatabase();
    const aStore = () =>
      new DatabaseInferenceLogStore({
        knex,
        modelKeys: new ModelKeys(),
        logger: mockServices.logger.mock(),
      });
    return { knex, store: aStore(), anotherStore: aStore };
  });
});
