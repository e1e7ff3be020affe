/** Stands for a token that its reader has to put in. */
const TOKEN = '<ingest token>';
/** Stands for the id of the prediction whose outcome is known. */
const INFERENCE_ID = '<inference id>';

export interface FeedbackRequest {
  /** Of the HTTP API, e.g. `http://localhost:7007/api/ml-models`. */
  baseUrl: string;
  modelRef: string;
}

/** A command that reports one true outcome as an OpenTelemetry log record. */
export function feedbackCurl(request: FeedbackRequest): string {
  const text = (key: string, stringValue: string) => ({
    key,
    value: { stringValue },
  });
  const body = {
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: [
              {
                eventName: 'noshelfware.feedback',
                attributes: [
                  text('noshelfware.model', request.modelRef),
                  text('noshelfware.inference.id', INFERENCE_ID),
                ],
                body: {
                  kvlistValue: {
                    values: [
                      {
                        key: 'target',
                        value: {
                          kvlistValue: {
                            values: [
                              { key: '<target>', value: { boolValue: true } },
                            ],
                          },
                        },
                      },
                    ],
                  },
                },
              },
            ],
          },
        ],
      },
    ],
  };
  return [
    `curl -sS '${request.baseUrl}/otlp/v1/logs' \\`,
    `  -H 'authorization: Bearer ${TOKEN}' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
}
