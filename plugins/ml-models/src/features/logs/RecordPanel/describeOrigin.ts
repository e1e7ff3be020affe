import {
  ImportFormat,
  ImportOrigin,
  tellsFailures,
} from '@noshelfware/backstage-plugin-ml-models-common';

const LOGS: Record<ImportFormat, string> = {
  records: 'a file of records',
  sagemaker: 'SageMaker data capture',
  kserve: 'inference events of KServe',
  databricks: 'an inference table of Databricks',
  table: 'a table',
};

const FIELDS: Record<string, string> = {
  statusCode: 'HTTP status',
  durationMs: 'latency',
  exception: 'exception',
  errorType: 'type of error',
  errorMessage: 'message of an error',
  stacktrace: 'stack trace',
  requestId: 'request id',
};

/**
 * @returns e.g. `from SageMaker data capture, which has no HTTP status, latency or
 *   exception: that it failed could not be told`
 */
export function describeOrigin(origin: ImportOrigin): string {
  const missing = origin.missing.map(field => FIELDS[field] ?? field);
  const listed =
    missing.length > 1
      ? `${missing.slice(0, -1).join(', ')} or ${missing[missing.length - 1]}`
      : missing.join('');
  const failures = tellsFailures(origin)
    ? ''
    : ': that it failed could not be told';
  return `from ${LOGS[origin.format]}, which has no ${listed}${failures}`;
}
