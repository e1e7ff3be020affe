import { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiRegistry } from '@backstage/test-utils';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { assertNameIsFree } from './assertNameIsFree';

async function check(name: string, catalog = catalogApiMock()) {
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

function catalogOf(...entities: Entity[]) {
  return catalogApiMock({ entities });
}

it('refuses the name of a model that there is, and says whose it is', async () => {
  const taken = anMlModelEntity();
  expect(await check(taken.metadata.name, catalogOf(taken))).toEqual([
    `A model called flight-delay is in the catalog already. It is owned by ${taken.spec?.owner}. Choose another name.`,
  ]);
});

it('takes a free name, and none while nothing is written', async () => {
  expect(await check('baggage', catalogOf(anMlModelEntity()))).toEqual([]);
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
