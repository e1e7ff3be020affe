import { neededPermission } from '../client/neededPermission';
import { Operation } from '../client/operation';
import * as operations from '../client/operations';
import { inferenceQuerySchema, looksIntoRecords } from '../wire/inference';
import { describePortalRefusal, describeRefusal } from './describeRefusal';
import { modelPermissions, portalPermissions } from './modelPermissions';

const all: Operation[] = Object.values<Operation>(operations);

describe('modelPermissions', () => {
  it('are, with those of the portal, what operations need, at entities of the catalog', () => {
    const needed = all.flatMap(({ permission, permissionWhen }) =>
      [permission, permissionWhen?.permission].filter(one => !!one),
    );
    expect(new Set(needed)).toEqual(
      new Set([...modelPermissions, ...portalPermissions]),
    );
    expect(new Set(modelPermissions.map(one => one.resourceType))).toEqual(
      new Set(['catalog-entity']),
    );
  });

  it.each(modelPermissions)('$name has words for its refusal', permission => {
    expect(
      describeRefusal({ permission, model: 'M', owners: ['A', 'B'] }),
    ).toMatch(/^You may not .* M.*\. Its owners can: ask A or B\.$/);
    expect(describeRefusal({ permission, model: 'M', owners: [] })).toMatch(
      /Nobody owns it: ask whoever runs the portal\.$/,
    );
  });
});

describe('portalPermissions', () => {
  it.each(portalPermissions)('$name has words for its refusal', permission => {
    expect(describePortalRefusal(permission)).toMatch(
      /^You may not (?!undefined).*\. Ask whoever runs the portal\.$/,
    );
  });
});

describe('neededPermission', () => {
  it.each([
    [undefined, 'ml-models.deploy'],
    ['rollback', 'ml-models.roll-back'],
  ])('of a deployment with trigger %s is %s', (trigger, name) => {
    const call = { query: undefined, body: { trigger } };
    expect(neededPermission(operations.requestDeployment, call)?.name).toBe(
      name,
    );
  });

  it.each([
    [{ environment: 'production', version: 2, status: 'error' }, undefined],
    [{ text: 'Ada' }, 'ml-models.records.read'],
    [{ id: 'x' }, 'ml-models.records.read'],
  ])('of a histogram of %j is %s', (query, name) => {
    const call = { query: inferenceQuerySchema.parse(query), body: undefined };
    const needed = neededPermission(operations.getInferenceHistogram, call);
    expect(needed?.name).toBe(name);
  });
});

describe('looksIntoRecords', () => {
  it('takes no comparison at all for none', () => {
    expect(
      looksIntoRecords(inferenceQuerySchema.parse({ features: '[]' })),
    ).toBe(false);
  });
});
