import { TestDatabases } from '@backstage/backend-test-utils';
import { describeInferenceLogStore } from '../../contracts/describeInferenceLogStore';
import { InMemoryInferenceLogStore } from './InMemoryInferenceLogStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describeInferenceLogStore('InMemoryInferenceLogStore', async () => {
  const store = new InMemoryInferenceLogStore();
  return {
    store,
    anotherStore: () => store,
    knex: await databases.init('SQLITE_3'),
  };
});
