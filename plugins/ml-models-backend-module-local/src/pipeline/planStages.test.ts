import { planStages } from './planStages';
import { parsePipeline } from './readPipeline';

const plan = (...stages: object[]) =>
  planStages(parsePipeline(JSON.stringify({ stages, serve: { run: 'true' } })));

describe('planStages', () => {
  it('lets a stage wait for the one before, unless it says otherwise', () => {
    expect(
      plan(
        { name: 'setup', run: 'a' },
        { name: 'lint', run: 'b' },
        { name: 'train', run: 'c', after: ['setup'] },
        { name: 'extra', run: 'd', after: [] },
      ).map(({ name, after }) => [name, after]),
    ).toEqual([
      ['setup', []],
      ['lint', ['setup']],
      ['train', ['setup']],
      ['extra', []],
    ]);
  });

  it('prepares the environment first, in place of the command of setup', () => {
    const { stages, ...rest } = {
      environment: { python: '>=3.10', lock: 'requirements.lock' },
      serve: { run: 'true' },
      stages: [
        { name: 'setup', run: 'pip install' },
        { name: 'lint', run: 'b' },
        { name: 'train', run: 'c', after: [] },
      ],
    };
    const planned = [
      { name: 'setup', after: [] },
      { name: 'lint', run: 'b', after: ['setup'] },
      { name: 'train', run: 'c', after: ['setup'] },
    ];

    expect(
      planStages(parsePipeline(JSON.stringify({ ...rest, stages }))),
    ).toEqual(planned);
    const withoutSetup = [
      { ...stages[1], after: [] },
      { ...stages[2], after: [] },
    ];
    expect(
      planStages(
        parsePipeline(JSON.stringify({ ...rest, stages: withoutSetup })),
      ),
    ).toEqual(planned);
  });

  it.each([
    [
      [
        { name: 'lint', run: 'a' },
        { name: 'lint', run: 'b' },
      ],
      /stages\[1\].name: there are two stages called 'lint'/,
    ],
    [
      [{ name: 'lint', run: 'a', after: ['tset'] }],
      /stages\[0\].after: there is no stage 'tset'; there are lint/,
    ],
    [
      [
        { name: 'setup', run: 'a' },
        { name: 'lint', run: 'a', after: ['test'] },
        { name: 'test', run: 'a', after: ['lint'] },
      ],
      /lint, test wait for each other/,
    ],
  ])('refuses %j', (stages, message) => {
    expect(() => plan(...stages)).toThrow(message);
  });
});

describe('parsePipeline', () => {
  it.each([
    ['stages: [\n', /^pipeline.yaml is not YAML: .* at line 2/],
    ['[]', /^pipeline.yaml: .*expected object/],
    [
      'stages: [{ name: Lint, run: x }]\nserve: { run: x }',
      /^pipeline.yaml: stages\[0\].name: /,
    ],
    ['stages: []\nserve: { run: x }', /^pipeline.yaml: stages: /],
  ])('refuses %j', (text, message) => {
    expect(() => parsePipeline(text)).toThrow(message);
  });

  it('refuses what is too long', () => {
    expect(() => parsePipeline('#'.repeat(64 * 1024 + 1))).toThrow(
      /^pipeline.yaml has more than 64 KiB/,
    );
  });
});
