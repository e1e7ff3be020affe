import { describeOrigin } from './describeOrigin';

describe('describeOrigin', () => {
  it('names the log and what it has no place for', () => {
    expect(
      describeOrigin({
        format: 'sagemaker',
        missing: ['statusCode', 'durationMs', 'exception'],
      }),
    ).toBe(
      'from SageMaker data capture, which has no HTTP status, latency or exception: that it failed could not be told',
    );
  });

  it('says nothing of failures where the log has them', () => {
    expect(
      describeOrigin({ format: 'databricks', missing: ['stacktrace'] }),
    ).toBe('from an inference table of Databricks, which has no stack trace');
  });
});
