import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { stringify } from 'yaml';
import { findCatalogFileProblems } from './findCatalogFileProblems';

const WRONG = { riskTier: 'extreme' };
const COMPLAINT =
  "spec.riskTier must be one of minimal, limited, high; it is 'extreme'";

function problemsOf(...documents: unknown[]): string[] {
  const text = documents
    .map(document =>
      typeof document === 'string' ? document : stringify(document),
    )
    .join('\n---\n');
  return findCatalogFileProblems(Buffer.from(text));
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
  ])('finds none in %s', (_, documents) => {
    expect(problemsOf(...documents)).toEqual([]);
  });

  it('finds a model among other kinds', () => {
    const component = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
    };
    expect(problemsOf(component, aModel(WRONG), '')).toEqual([COMPLAINT]);
  });

  it('says of which of several models', () => {
    const other = aModel(WRONG, { metadata: { name: 'taxi-time' } });
    expect(problemsOf(aModel(), other)).toEqual([`taxi-time: ${COMPLAINT}`]);
  });

  it('knows a model whose name, kind or version is wrong', () => {
    expect(
      problemsOf(
        { ...aModel(), kind: 'mlmodel' },
        { ...aModel(), metadata: undefined },
        { ...aModel(), apiVersion: undefined },
      ),
    ).toEqual([
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
  ])('says what is wrong with %j, and where', (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });

  it('does not follow aliases of aliases to the end', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x]'
        : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
    );
    expect(problemsOf(levels.join('\n'))).toEqual([
      expect.stringMatching(/Excessive alias count/),
    ]);
  });
});
