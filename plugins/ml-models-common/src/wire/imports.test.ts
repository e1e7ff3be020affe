import { ImportOrigin, tellsFailures } from './imports';

describe('tellsFailures', () => {
  it.each<[boolean, ImportOrigin['format'], string[]]>([
    [false, 'sagemaker', ['statusCode', 'durationMs', 'exception']],
    [false, 'kserve', ['statusCode', 'durationMs', 'exception']],
    [false, 'table', ['statusCode', 'errorType', 'errorMessage']],
    [true, 'table', ['statusCode', 'errorType']],
    [true, 'table', ['errorType', 'errorMessage']],
    [true, 'databricks', ['environment', 'stacktrace']],
  ])('is %s of %s without %j', (told, format, missing) => {
    expect(tellsFailures({ format, missing })).toBe(told);
  });

  it('is true of what was not imported', () => {
    expect(tellsFailures(undefined)).toBe(true);
  });
});
