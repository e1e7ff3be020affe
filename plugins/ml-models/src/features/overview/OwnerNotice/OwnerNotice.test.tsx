import { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { OwnerNotice } from './OwnerNotice';

const KNOWN: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'flight-ops-ds', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

it('says which owner is not in the catalog, and what to do', async () => {
  const owners = ['group:default/flight-ops-ds', 'group:default/nobody'];
  const model = anMlModelEntity({
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  });
  renderModels(<OwnerNotice />, { entity: model, entities: [KNOWN] });
  expect(await screen.findByRole('status')).toHaveTextContent(
    'Its owner, group:default/nobody, is not in the catalog, so nobody answers for this model. Correct spec.owner in its catalog-info.yaml and push, or add the owner to the catalog.',
  );
});
