import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiRegistry } from '@backstage/test-utils';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { assertNameIsFree } from './assertNameIsFree';

const catalogOfOne = catalogApiMock({ entities: [anMlModelEntity()] });

async function check(name: string, catalog = catalogOfOne) {
  const errors: string[] = [];
  await assertNameIsFree(
    name,
    { __errors: errors, addError: message => errors.push(message) },
    {
      apiHolder: TestApiRegistry.from([catalogApiRef, catalog]),
      formData: {},
      schema: {},
    },
  );
  return errors;
}

it('refuses the name of a model that there is', async () => {
  expect(await check('flight-delay')).toEqual(['is taken']);
});

it('takes a free name, and none while nothing is written', async () => {
  expect(await check('baggage')).toEqual([]);
  expect(await check('')).toEqual([]);
});

it('lets people go on while the catalog does not answer', async () => {
  const silent = catalogApiMock.mock({
    getEntitiesByRefs: async () => {
      throw new Error('503');
    },
  });
  expect(await check('flight-delay', silent)).toEqual([]);
});
