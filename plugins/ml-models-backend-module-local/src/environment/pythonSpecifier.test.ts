import { parsePythonSpecifier } from './pythonSpecifier';

const parse = (version: string) => version.split('.').map(Number);

describe('parsePythonSpecifier', () => {
  it.each([
    ['>=3.10,<3.15', '3.10.0', true],
    ['>=3.10,<3.15', '3.14.9', true],
    ['>=3.10,<3.15', '3.15.0', false],
    ['>=3.10,<3.15', '3.9.18', false],
    ['>=3.9', '3.10.1', true],
    ['==3.12', '3.12.0', true],
    ['==3.12', '3.12.1', false],
    ['==3.12.*', '3.12.1', true],
    ['!=3.12.*', '3.12.1', false],
    ['!=3.12.1', '3.12.2', true],
    ['~=3.11', '3.14.0', true],
    ['~=3.11', '4.0.0', false],
    ['~=3.11.2', '3.11.9', true],
    ['~=3.11.2', '3.12.0', false],
    ['> 3.10 , <= 3.11.7', '3.11.7', true],
    ['', '3.8.0', true],
  ])('%j takes %s: %s', (specifier, version, expected) => {
    expect(parsePythonSpecifier(specifier)(parse(version))).toBe(expected);
  });

  it.each(['3.10', '>=3.10;', '^3.10', '>=3.10.*', '===3.11'])(
    'refuses %j and shows how to write it',
    specifier => {
      expect(() => parsePythonSpecifier(specifier)).toThrow(
        /environment.python in pipeline.yaml has .* write clauses such as >=3.10/,
      );
    },
  );
});
