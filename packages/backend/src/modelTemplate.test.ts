import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';

const FOLDER = resolve(__dirname, '../../../templates/sklearn-service');
const template = parse(readFileSync(join(FOLDER, 'template.yaml'), 'utf8'));
const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));

const ANSWERS = {
  name: 'late-arrivals',
  title: 'Late arrivals',
  owner: 'group:default/flight-ops-ds',
  target: 'arrival-delay-15',
  dataset: 'resource:default/nyc-flights',
};

/** @returns paths of the repository's files, as Backstage itself writes them */
async function writeRepository(answers: object): Promise<string[]> {
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: {} }),
    ],
  });
  const { spec } = template;
  const { body } = await request(backend.server)
    .post('/api/scaffolder/v2/dry-run')
    .set('authorization', mockCredentials.user.header())
    .send({
      template: {
        ...template,
        spec: {
          ...spec,
          steps: spec.steps.filter(({ id }: { id: string }) => id === 'fetch'),
          output: {},
        },
      },
      values: { ...ANSWERS, ...answers },
      directoryContents: files.map(path => ({
        path: path.slice(FOLDER.length + 1),
        base64Content: readFileSync(path, 'base64'),
      })),
    })
    .expect(200);
  await backend.stop();
  return body.directoryContents.map(({ path }: { path: string }) => path);
}

const CI_FILES = ['.github/workflows/ci.yml', '.gitlab-ci.yml'];

describe('the template of a model', () => {
  it.each([
    ['local', []],
    ['github', ['.github/workflows/ci.yml']],
    ['gitlab', ['.gitlab-ci.yml']],
  ])(
    'gives the repository what the CI that was chosen needs: %s',
    async (ci, expected) => {
      const paths = await writeRepository({ ci });
      expect(paths).toEqual(
        expect.arrayContaining(['pipeline.yaml', 'late_arrivals/train.py']),
      );
      expect(CI_FILES.filter(path => paths.includes(path))).toEqual(expected);
      expect(paths.filter(path => /values|workflows$/.test(path))).toEqual([]);
    },
  );

  it('has no step that a model may skip', () => {
    expect(template.spec.steps).not.toContainEqual(
      expect.objectContaining({ if: expect.anything() }),
    );
  });
});
