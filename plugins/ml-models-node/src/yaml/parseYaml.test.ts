import * as yaml from 'yaml';
import { parseYaml } from './parseYaml';
import { YAML_BYTES_MAX } from './yamlSize';

jest.mock('yaml', () => {
  const actual = jest.requireActual('yaml');
  return { ...actual, parse: jest.fn(actual.parse) };
});

/** One map, of which every key is compared with every other. */
function manyKeys(sizeBytes: number): string {
  const keys = Array.from(
    { length: sizeBytes / 4 },
    (_, i) => `${i.toString(36)},`,
  );
  return `{${keys.join('')}`.slice(0, sizeBytes - 1).concat('}');
}

describe('parseYaml', () => {
  beforeEach(() => jest.mocked(yaml.parse).mockClear());

  it('parses what is as long as may be', () => {
    const text = `a: ${'x'.repeat(YAML_BYTES_MAX - 3)}`;

    expect(parseYaml(text, 'a.yaml')).toHaveProperty('a');
  });

  it.each([
    ['many keys', manyKeys(2 * YAML_BYTES_MAX)],
    ['one byte too many', 'x'.repeat(YAML_BYTES_MAX + 1)],
    ['letters of two bytes', 'ä'.repeat(YAML_BYTES_MAX / 2 + 1)],
  ])('does not even look at %s', (_, text) => {
    expect(() => parseYaml(text, 'pipeline.yaml')).toThrow(
      'pipeline.yaml has more than 64 KiB, the most that the portal reads of YAML: move what is long into a file of its own',
    );
    expect(yaml.parse).not.toHaveBeenCalled();
  });

  it.each([
    [
      'keys within keys',
      `a: 1\n${'? '.repeat(300)}a`,
      'a.yaml has a key that is a list, a map or an alias, where the portal reads text alone, at line 2, column 3',
    ],
    [
      'a list as a key',
      'a: 1\nb: { [x, y]: 2 }',
      'a.yaml has a key that is a list, a map or an alias, where the portal reads text alone, at line 2, column 6',
    ],
    [
      'an alias as a key',
      'a: &a [x]\n*a : 2',
      'a.yaml has a key that is a list, a map or an alias, where the portal reads text alone, at line 2, column 1',
    ],
    [
      'a map of many keys',
      `a: 1\nb: {${Array.from({ length: 1_001 }, (_, key) => `k${key}: 1`)}}`,
      'a.yaml has a map of more than 1000 keys, the most that the portal reads, at line 2, column 4',
    ],
  ])('does not parse %s', (_, text, message) => {
    expect(() => parseYaml(text, 'a.yaml')).toThrow(
      expect.objectContaining({ name: 'InputError', message }),
    );
    expect(yaml.parse).not.toHaveBeenCalled();
  });

  it('parses maps of as many keys as may be, and keys of every plain kind', () => {
    const many = Array.from({ length: 999 }, (_, key) => `k${key}: 1`);
    expect(
      Object.keys(parseYaml(`{"a b": 1, ${many}}`, 'a.yaml') as object),
    ).toHaveLength(1_000);
    expect(parseYaml('? a\n: 1\n2: x\ntrue: y\n? \n: z', 'a.yaml')).toEqual({
      a: 1,
      2: 'x',
      true: 'y',
      '': 'z',
    });
  });

  it.each([
    [
      'what is no YAML',
      'a: [\n',
      /^a.yaml is not YAML: .* at line 2, column 1$/,
    ],
    ['an unknown alias', 'a: *b', /^a.yaml is not YAML: .*\bb\b/],
    ['lists within lists', '['.repeat(YAML_BYTES_MAX), /^a.yaml is not YAML: /],
    [
      'aliases of aliases',
      Array.from({ length: 12 }, (_, level) =>
        level === 0
          ? 'a0: &a0 [x]'
          : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
      ).join('\n'),
      /^a.yaml is not YAML: Excessive alias count/,
    ],
  ])('says of %s what is wrong', (_, text, message) => {
    expect(() => parseYaml(text, 'a.yaml')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });
});
