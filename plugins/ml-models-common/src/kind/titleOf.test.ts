import { Entity } from '@backstage/catalog-model';
import { titleOf } from './titleOf';

function named(title?: string, displayName?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'flight-ops-ds', title },
    spec: displayName ? { profile: { displayName } } : {},
  };
}

it.each([
  ['the display name of a profile', named('Title', 'Flight Ops'), 'Flight Ops'],
  ['the title where there is no profile', named('Title'), 'Title'],
  ['the name where there is nothing else', named(), 'flight-ops-ds'],
])('is %s', (_, entity, title) => {
  expect(titleOf(entity)).toBe(title);
});
