import { findFirstErrorLine } from './findFirstErrorLine';

describe('findFirstErrorLine', () => {
  it('finds the reason in what pytest prints', () => {
    expect(
      findFirstErrorLine(`
============================= test session starts ==============================
collected 12 items / 0 errors

tests/test_model.py ..F                                                    [100%]
=================================== FAILURES ===================================
_______________________________ test_probability _______________________________

    def test_probability():
>       assert predict(1) == 2
E       assert 1 == 2
E        +  where 1 = predict(1)

tests/test_model.py:4: AssertionError
FAILED tests/test_model.py::test_probability - assert 1 == 2
`),
    ).toBe('E       assert 1 == 2');
  });

  it('names the rule that ruff says is broken, not how many it could mend', () => {
    expect(
      findFirstErrorLine(`
F401 [*] \`os\` imported but unused
 --> flights/serve/__main__.py:6:8
  |
5 | import json
6 | import os
  |        ^^
  |
help: Remove unused import: \`os\`

Found 1 error.
[*] 1 fixable with the \`--fix\` option.
`),
    ).toBe('F401 [*] `os` imported but unused');
  });

  it('takes how the last traceback ends, not what was its cause', () => {
    expect(
      findFirstErrorLine(`
Traceback (most recent call last):
  File "train.py", line 3, in <module>
    rows["delay"]
KeyError: 'delay'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "train.py", line 9, in <module>
delay.errors.DataError: the column 'delay' is missing
make: *** [train] Error 1
`),
    ).toBe("delay.errors.DataError: the column 'delay' is missing");
  });

  it.each([
    [
      'the evaluation gate',
      '[2026-02-02T12:00:00.000Z] $ python -m flights.evaluate\nroc_auc  0.6271\ngate missed: roc_auc is 0.6271\ngate missed: brier_skill is -0.0007',
      'gate missed: roc_auc is 0.6271',
    ],
    [
      'ruff',
      'src/a.py:3:8: F401 `os` imported but unused\nFound 1 error.',
      'src/a.py:3:8: F401 `os` imported but unused',
    ],
    [
      'mypy',
      'a.py:1: note: see\nb.py:12: error: Incompatible types\nFound 1 error in 1 file',
      'b.py:12: error: Incompatible types',
    ],
    [
      'Node',
      "node:internal/modules\n  throw err;\n\nError: Cannot find module './x'\n    at resolve (a.js:1:2)",
      "Error: Cannot find module './x'",
    ],
    [
      'node:assert',
      'AssertionError [ERR_ASSERTION]: 1 == 2\n    at file.mjs:1',
      'AssertionError [ERR_ASSERTION]: 1 == 2',
    ],
    ['sh', '$ foo\nsh: 1: foo: not found', 'sh: 1: foo: not found'],
    ['git', 'fatal: not a git repository', 'fatal: not a git repository'],
    [
      'a colourful tool',
      '\u001b[31merror\u001b[0m: it is broken',
      'error: it is broken',
    ],
    [
      'a program in its own words',
      'starting\nThe upload failed after 3 attempts\nbye',
      'The upload failed after 3 attempts',
    ],
    ['a program that says nothing of the kind', 'one\ntwo\n\n', 'two'],
  ])('finds the reason in what %s prints', (_, log, expected) => {
    expect(findFirstErrorLine(log)).toBe(expected);
  });

  it.each([
    '121 passed in 13.44s',
    '================== 3 passed, 1 warning in 0.12s ==================',
    '2 passed, 1 skipped in 62.01s (0:01:02)',
    'OK',
    'OK (skipped=1)',
    'Success: no issues found in 12 source files',
    'All checks passed!',
    '12 files already formatted',
    '3 files would be left unchanged.',
  ])('takes no error from a log that ends in %j', summary => {
    expect(
      findFirstErrorLine(
        `[2026-11-27T01:00:00.000Z] $ make test\ntests/test_model.py ..\n${summary}\n`,
      ),
    ).toBeUndefined();
  });

  it.each(['121 passed in 13.44s', 'All checks passed!'])(
    'takes what comes after %j',
    summary => {
      expect(findFirstErrorLine(`${summary}\nCoverage is 61 %`)).toBe(
        'Coverage is 61 %',
      );
    },
  );

  it('does not take what is run for what it printed', () => {
    expect(
      findFirstErrorLine('[2026-11-27T01:00:00.000Z] $ exit 3\n'),
    ).toBeUndefined();
  });

  it('finds nothing in an empty log, and shortens a long line', () => {
    expect(findFirstErrorLine('\n \n')).toBeUndefined();
    expect(findFirstErrorLine(`error: ${'x'.repeat(1000)}`)).toHaveLength(301);
  });
});
