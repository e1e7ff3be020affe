import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleMlModels from '@noshelfware/backstage-plugin-catalog-backend-module-ml-models';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '../../..');
const readText = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const config = parse(readText('app-config.yaml'));
const files: string[] = parse(readText('catalog/all.yaml')).spec.targets;
const entities: Entity[] = files.flatMap(file =>
  parseAllDocuments(readText(`catalog/${file}`)).map(document =>
    document.toJS(),
  ),
);

/** Fields that name other entities, with the kind they mean. */
const REFERENCES: Record<string, string | undefined> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  parent: 'group',
  children: 'group',
  memberOf: 'group',
  dependsOn: undefined,
};

function referencesOf({ spec = {} }: Entity): string[] {
  return Object.entries(REFERENCES).flatMap(([field, defaultKind]) =>
    [spec[field] ?? []].flat().map(ref =>
      stringifyEntityRef(
        parseEntityRef(String(ref), {
          defaultKind,
          defaultNamespace: 'default',
        }),
      ),
    ),
  );
}

describe('the sample catalog', () => {
  const known = new Set(entities.map(entity => stringifyEntityRef(entity)));

  it('is accepted by a real catalog, entity by entity', async () => {
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleMlModels,
        mockServices.rootConfig.factory({
          data: { catalog: { processingInterval: false } },
        }),
      ],
    });
    for (const entity of entities) {
      const response = await request(server)
        .post('/api/catalog/validate-entity')
        .send({ entity, location: 'url:http://localhost/catalog-info.yaml' });
      expect(response.body.errors ?? []).toEqual([]);
      expect(response.status).toBe(200);
    }
  });

  it('is allowed by the rules of the portal', () => {
    const allowed = [
      ...config.catalog.rules,
      ...config.catalog.locations[0].rules,
    ].flatMap(rule => rule.allow);
    for (const { kind } of entities) {
      expect(allowed).toContain(kind);
    }
  });

  it('refers to nobody unknown, but for two owners who are gone', () => {
    const unknown = entities
      .flatMap(referencesOf)
      .filter(ref => !known.has(ref));
    expect(unknown).toEqual([
      'user:default/victor-hale',
      'group:default/revenue-science',
    ]);
  });

  it('holds everyone whom the portal signs in', () => {
    const people: Array<{ ref: string; name: string; role: string }> =
      config.auth.providers.samplePeople.people;
    const users = people.map(({ ref }) =>
      entities.find(entity => stringifyEntityRef(entity) === ref),
    );
    expect(users.map(user => user?.spec?.profile)).toEqual(
      people.map(({ name }) => expect.objectContaining({ displayName: name })),
    );
    expect(people.map(({ role }) => role)).toEqual([
      'Engineer',
      'Co-owner',
      'Manager',
      'Platform',
    ]);
    const [engineer, coOwner, manager, platform] = users.map(
      user => user?.spec?.memberOf,
    );
    expect(users[1]).not.toBe(users[0]);
    expect(coOwner).toEqual(engineer);
    expect(manager).not.toEqual(engineer);
    // Who reads all records, and stops what has no entity, can be tried out.
    const [readers] = config.mlModels.records.readers;
    expect(platform).toEqual([parseEntityRef(readers).name]);
  });

  it('leaves the name flight-delay to the first model from the template', () => {
    expect(known).not.toContain('mlmodel:default/flight-delay');
    expect(known).toContain('resource:default/nyc-flights');
    expect(known).toContain('group:default/flight-ops-ds');
    expect(known).toContain('system:default/flight-operations');
  });
});
