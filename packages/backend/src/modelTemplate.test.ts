import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  DEFAULT_GUARDRAILS,
  releaseOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';

const FOLDER = resolve(__dirname, '../../../templates/sklearn-service');
const template = parse(readFileSync(join(FOLDER, 'template.yaml'), 'utf8'));
const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));

const ANSWERS = {
  name: 'late-arrivals',
  title: 'Late arrivals',
  owner: 'group:default/flight-ops-ds',
  system: 'system:default/flight-operations',
  target: 'arrival-delay-15',
  dataset: 'resource:default/nyc-flights',
  riskTier: 'limited',
};

interface WrittenFile {
  path: string;
  base64Content: string;
}

/** Tries the template with other steps and another output, as Backstage itself does. */
async function dryRun(spec: object, answers: object) {
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: {} }),
    ],
  });
  const { body } = await request(backend.server)
    .post('/api/scaffolder/v2/dry-run')
    .set('authorization', mockCredentials.user.header())
    .send({
      template: {
        ...template,
        spec: { ...template.spec, ...spec },
      },
      values: { ...ANSWERS, ...answers },
      directoryContents: files.map(path => ({
        path: path.slice(FOLDER.length + 1),
        base64Content: readFileSync(path, 'base64'),
      })),
    })
    .expect(200);
  await backend.stop();
  return body;
}

/** @returns the repository's files by their paths */
async function writeRepository(answers: object): Promise<Map<string, string>> {
  const steps = template.spec.steps.filter(
    ({ id }: { id: string }) => id === 'fetch',
  );
  const body = await dryRun({ steps, output: {} }, answers);
  return new Map(
    body.directoryContents.map(({ path, base64Content }: WrittenFile) => [
      path,
      Buffer.from(base64Content, 'base64').toString(),
    ]),
  );
}

const GITHUB_FILES = [
  '.github/workflows/ci.yml',
  '.github/workflows/noshelfware.yml',
  'tools/hand_over.py',
];
const CI_FILES = [...GITHUB_FILES, '.gitlab-ci.yml'];

describe('the template of a model', () => {
  it.each([
    ['local', []],
    ['github', GITHUB_FILES],
    ['gitlab', ['.gitlab-ci.yml']],
  ])(
    'gives the repository what the CI that was chosen needs: %s',
    async (ci, expected) => {
      const paths = [...(await writeRepository({ ci })).keys()];
      expect(paths).toEqual(
        expect.arrayContaining(['pipeline.yaml', 'late_arrivals/train.py']),
      );
      expect(CI_FILES.filter(path => paths.includes(path))).toEqual(expected);
      expect(paths.filter(path => /values|workflows$/.test(path))).toEqual([]);
    },
  );

  it('lets GitHub run the stages of the pipeline, each as a step that is told of', async () => {
    const repository = await writeRepository({ ci: 'github' });
    const read = (path: string) => parse(repository.get(path) ?? '');
    const { jobs } = read('.github/workflows/noshelfware.yml');
    const { stages } = read('pipeline.yaml');
    const steps = jobs.pipeline.steps.filter(
      ({ name }: { name?: string }) => name,
    );
    expect(steps).toEqual([
      ...stages.map(({ name }: { name: string }) => ({
        name,
        run: `python tools/stage.py ${name}`,
      })),
      expect.objectContaining({ run: 'python tools/hand_over.py' }),
    ]);
  });

  it('takes versions at once in production where that was chosen', async () => {
    const release = 'all-at-once';
    const repository = await writeRepository({ ci: 'local', release });
    const [model] = parseAllDocuments(
      repository.get('catalog-info.yaml') ?? '',
    ).map(document => document.toJS());
    expect(model.spec.guardrails).toBeUndefined();
    expect(releaseOf(model, 'production').strategy).toBe('all-at-once');
    expect(repository.get('README.md')).toMatch(
      /In production it takes all\nrequests at once, too:/,
    );
  });

  it('has no step that a model may skip', () => {
    expect(template.spec.steps).not.toContainEqual(
      expect.objectContaining({ if: expect.anything() }),
    );
  });

  it('asks for what makes a model, and each question says what it wants', () => {
    const asked = template.spec.parameters.flatMap(
      ({ properties }: { properties: object }) => Object.entries(properties),
    );
    expect(asked.map(([name]: [string]) => name)).toEqual(
      expect.arrayContaining([
        ...['name', 'title', 'description', 'owner', 'system', 'riskTier'],
        ...['target', 'dataset', 'ci'],
      ]),
    );
    for (const [, question] of asked) {
      expect(question).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
      });
    }
  });

  it('takes a name that fits addresses and code, and an owner of the catalog', () => {
    const [{ properties }] = template.spec.parameters;
    const { pattern, maxLength } = properties.name;
    const fits = (name: string) =>
      new RegExp(pattern).test(name) && name.length <= maxLength;
    const names = ['late-arrivals', 'eta2', 'Late', '2nd', 'a--b', 'a_b', 'a-'];
    expect(names.filter(fits)).toEqual(['late-arrivals', 'eta2']);
    expect(fits('a'.repeat(51))).toBe(false);
    expect(properties.owner['ui:options']).toEqual({
      catalogFilter: { kind: ['Group', 'User'] },
      allowArbitraryValues: false,
    });
  });

  it('has all answers checked before it makes anything', () => {
    const [check] = template.spec.steps;
    expect(check.action).toBe('ml-models:check');
    expect(Object.keys(check.input).sort()).toEqual([
      ...['creates', 'dependsOn', 'owner', 'repository', 'system'],
    ]);
  });

  it('tells at its end of a title what it is, whatever Markdown makes of that', async () => {
    const { output } = await dryRun(
      {
        steps: [{ id: 'log', action: 'debug:log', input: { message: 'x' } }],
        output: { text: template.spec.output.text },
      },
      {
        ci: 'local',
        title: 'Gate <b>guess</b> & "co" of *any* [kind](x) `c` a\\*b',
      },
    );
    expect(output.text[0].content).toContain(
      '**Gate &lt;b&gt;guess&lt;/b&gt; &amp; &quot;co&quot; of \\*any\\* \\[kind\\](x) \\`c\\` a&#92;\\*b**, version',
    );
  });

  describe('writes a repository', () => {
    let repository: Map<string, string>;
    beforeAll(async () => {
      repository = await writeRepository({ ci: 'github' });
    });
    const read = (path: string) => repository.get(path) ?? '';

    it('that describes the model, what serves it and its interface', () => {
      const [model, component, api, ...others] = parseAllDocuments(
        read('catalog-info.yaml'),
      ).map(document => document.toJS());
      expect(others).toEqual([]);
      const named = { owner: ANSWERS.owner, system: ANSWERS.system };
      expect(model).toMatchObject({
        kind: 'MlModel',
        metadata: { name: 'late-arrivals', title: 'Late arrivals' },
        spec: {
          ...named,
          riskTier: 'limited',
          dependsOn: [ANSWERS.dataset],
          servedBy: [`component:default/${component.metadata.name}`],
          environments: ['staging', 'production'],
        },
      });
      expect(component).toMatchObject({
        kind: 'Component',
        spec: { ...named, providesApis: [`api:default/${api.metadata.name}`] },
      });
      expect(api).toMatchObject({
        kind: 'API',
        spec: { ...named, type: 'openapi' },
      });
      const { paths } = parse(api.spec.definition);
      expect(Object.keys(paths)).toContain('/v2/models/late-arrivals/infer');
    });

    it('that names what a new version is judged by, which are the defaults', () => {
      const model = parseAllDocuments(read('catalog-info.yaml'))[0].toJS();
      expect(Object.keys(model.spec.guardrails)).toContain('minSamples');
      expect(DEFAULT_GUARDRAILS).toMatchObject(model.spec.guardrails);
      expect(releaseOf(model, 'production').strategy).toBe('canary');
      expect(read('README.md')).toMatch(
        /stays\. In production it answers a tenth\nof the requests first/,
      );
    });

    it('whose image is built in two stages, runs as nobody special and is asked for its health', () => {
      const stages = read('Dockerfile')
        .split(/^FROM /m)
        .slice(1);
      expect(stages).toHaveLength(2);
      const [, run] = stages;
      const user = /^USER (\S+)$/m.exec(run)?.[1];
      expect(user).toEqual(expect.any(String));
      expect(['root', '0']).not.toContain(user);
      expect(run).toMatch(/^HEALTHCHECK [^]*\/v2\/health\/ready/m);
      expect(run).toMatch(/^CMD .*late_arrivals\.serve/m);
    });

    it('whose changes its owner reviews, by a list', () => {
      expect(read('CODEOWNERS')).toMatch(/^\* @flight-ops-ds$/m);
      expect(read('docs/REVIEW_CHECKLIST.md')).toMatch(/^- \[ \] /m);
      expect(read('MODEL_CARD.md')).toContain('Late arrivals');
    });

    it('that strips notebooks before they are committed, and checks where they are', () => {
      const { repos } = parse(read('.pre-commit-config.yaml'));
      const ids = repos.flatMap(({ hooks }: { hooks: { id: string }[] }) =>
        hooks.map(({ id }) => id),
      );
      expect(ids).toEqual(expect.arrayContaining(['nbstripout', 'notebooks']));
      const { stages } = parse(read('pipeline.yaml'));
      expect(stages).toContainEqual(
        expect.objectContaining({
          name: 'lint',
          run: expect.stringContaining('tools.check_notebooks'),
        }),
      );
    });
  });
});
