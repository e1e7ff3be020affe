/** The one path that speaks a standard instead of our schemas. */
export function describeOtlp() {
  const media = { schema: { type: 'object' } };
  return {
    '/otlp/v1/logs': {
      post: {
        operationId: 'receiveLogs',
        summary: 'Inference records and feedback, as OpenTelemetry logs',
        description:
          'OTLP/HTTP: ExportLogsServiceRequest in protobuf or JSON, gzip allowed. A 2xx means durable; partial_success counts what was refused.',
        externalDocs: {
          url: 'https://opentelemetry.io/docs/specs/otlp/#otlphttp',
        },
        security: [{ ingestToken: [] }],
        requestBody: {
          required: true,
          content: { 'application/x-protobuf': {}, 'application/json': media },
        },
        responses: {
          200: {
            description: 'ExportLogsServiceResponse',
            content: {
              'application/x-protobuf': {},
              'application/json': media,
            },
          },
          401: { description: 'The ingest token is unknown or revoked' },
          429: {
            description: 'Send again after the seconds in Retry-After',
          },
        },
      },
    },
  };
}
