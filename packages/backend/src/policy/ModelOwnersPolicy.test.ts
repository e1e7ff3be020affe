import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  deployPermission,
  environmentsRebuildPermission,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelOwnersPolicy } from './ModelOwnersPolicy';

/** As the catalog has it. */
const unregister = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
  resourceType: 'catalog-entity',
});

const READERS = 'group:default/ml-platform';
const OPERATORS = 'group:default/operations';
const policy = new ModelOwnersPolicy({
  recordsReaders: [READERS],
  operators: [OPERATORS],
});

function aUser(...ownershipEntityRefs: string[]) {
  const userEntityRef = 'user:default/ada';
  const credentials = mockCredentials.user(userEntityRef);
  return { credentials, info: { userEntityRef, ownershipEntityRefs } };
}

describe('ModelOwnersPolicy', () => {
  it('leaves what is not about models to everyone, as it was', async () => {
    const permission = createPermission({
      name: 'catalog.entity.refresh',
      attributes: { action: 'update' },
      resourceType: 'catalog-entity',
    });
    expect(await policy.handle({ permission }, aUser())).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('has the catalog look who owns a model', async () => {
    const decision = await policy.handle(
      { permission: deployPermission },
      aUser('group:default/flight-ops-ds', READERS),
    );
    expect(decision).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: expect.objectContaining({
        rule: 'IS_ENTITY_OWNER',
        params: { claims: ['group:default/flight-ops-ds', READERS] },
      }),
    });
  });

  it('lets nobody unregister what others own', async () => {
    expect(
      await policy.handle({ permission: unregister }, aUser('group:default/a')),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        params: { claims: ['group:default/a'] },
      },
    });
  });

  it.each([
    ['read the records of all models', recordsReadPermission],
    ['unregister any entity, as those that have no owner', unregister],
  ])('lets named groups %s', async (_, permission) => {
    expect(await policy.handle({ permission }, aUser(READERS))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it.each([
    ['operators', [OPERATORS], AuthorizeResult.ALLOW],
    ['readers', [READERS], AuthorizeResult.DENY],
    ['nobody', [], AuthorizeResult.DENY],
  ])('answers %s who rebuild an environment', async (_, claims, result) => {
    const permission = environmentsRebuildPermission;
    expect(await policy.handle({ permission }, aUser(...claims))).toEqual({
      result,
    });
  });

  it('lets nobody unknown be an owner', async () => {
    const decision = await policy.handle({ permission: deployPermission });
    expect(decision).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { params: { claims: [] } },
    });
  });
});
