import { stringify } from 'yaml';
import { aModel } from '../inMemory/aModel';
import { findCatalogFileProblems } from './findCatalogFileProblems';

const WRONG = { riskTier: 'extreme' };
const COMPLAINT =
  "spec.riskTier must be one of minimal, limited, high; it is 'extreme'";

function problemsOf(...documents: unknown[]): Promise<string[]> {
  const text = documents
    .map(document =>
      typeof document === 'string' ? document : stringify(document),
    )
    .join('\n---\n');
  const content = Buffer.from(text);
  return findCatalogFileProblems({
    sizeBytes: content.length,
    read: async () => content,
  });
}

describe('findCatalogFileProblems', () => {
  it.each<[string, unknown[]]>([
    ['a model that is right', [aModel()]],
    ['nothing', ['']],
    ['comments', ['# to come']],
    [
      'other kinds, whose rules are their own',
      [{ kind: 'Component', spec: 7 }],
    ],
    ['what has no kind', [{ metadata: {} }]],
    [
      'a model of another group',
      [{ ...aModel(WRONG), apiVersion: 'example.com/v1' }],
    ],
    [
      'a model that the catalog completes first',
      [aModel({ ...WRONG, dependsOn: [{ $yaml: './data-sets.yaml' }] })],
    ],
  ])('finds none in %s', async (_, documents) => {
    await expect(problemsOf(...documents)).resolves.toEqual([]);
  });

  it('does not parse keys that are no text', async () => {
    await expect(problemsOf('? ? ? a', aModel(WRONG))).resolves.toEqual([
      'has a key that is a list, a map or an alias, where the portal reads text alone, at line 1, column 3',
    ]);
  });

  it('finds a model among other kinds', async () => {
    const component = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
    };
    await expect(problemsOf(component, aModel(WRONG), '')).resolves.toEqual([
      COMPLAINT,
    ]);
  });

  it('says of which of several models', async () => {
    const other = aModel(WRONG, { metadata: { name: 'taxi-time' } });
    await expect(problemsOf(aModel(), other)).resolves.toEqual([
      `taxi-time: ${COMPLAINT}`,
    ]);
  });

  it('knows a model whose name, kind or version is wrong', async () => {
    await expect(
      problemsOf(
        { ...aModel(), kind: 'mlmodel' },
        { ...aModel(), metadata: undefined },
        { ...aModel(), apiVersion: undefined },
      ),
    ).resolves.toEqual([
      "flight-delay: kind must be 'MlModel'; it is 'mlmodel'",
      'undefined: metadata is required',
      'flight-delay: apiVersion is required',
    ]);
  });

  it.each([
    ['spec: { owner: a: b }', /^YAMLParseError: .* at line 1, column \d+$/],
    ['just text', /^Expected object at root, got string$/],
    ['spec: *unknown', /^is no YAML that can be read: .*unknown/],
    ['a: &a [x]\nb: *b', /^is no YAML that can be read/],
  ])('says what is wrong with %j, and where', async (text, problem) => {
    await expect(problemsOf(text)).resolves.toEqual([
      expect.stringMatching(problem),
    ]);
  });

  it('does not follow aliases of aliases to the end', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x]'
        : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
    );
    await expect(problemsOf(levels.join('\n'))).resolves.toEqual([
      expect.stringMatching(/Excessive alias count/),
    ]);
  });

  it('does not even read what is too long to be parsed', async () => {
    const read = jest.fn();

    await expect(
      findCatalogFileProblems({ sizeBytes: 64 * 1024 + 1, read }),
    ).resolves.toEqual([expect.stringMatching(/^has more than 64 KiB/)]);
    expect(read).not.toHaveBeenCalled();
  });
});
