// Reports two predictions and an outcome with OpenTelemetry's own exporter.
// Run as a process of its own: the exporter loads its parts by import().
import {
  BatchLogRecordProcessor,
  LoggerProvider,
} from '@opentelemetry/sdk-logs';
import { detectResources, envDetector } from '@opentelemetry/resources';

const [encoding] = process.argv.slice(2);
const { OTLPLogExporter } = await import(
  `@opentelemetry/exporter-logs-otlp-${encoding}`
);
const [first, second] = process.env.INFERENCE_IDS.split(',');
const provider = new LoggerProvider({
  resource: detectResources({ detectors: [envDetector] }),
  processors: [
    new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() }),
  ],
});
const logger = provider.getLogger('serving');

logger.emit({
  eventName: 'noshelfware.inference',
  attributes: {
    'noshelfware.inference.id': first,
    'noshelfware.inference.row': 0,
    'noshelfware.inference.sequence': 1,
    'noshelfware.inference.duration_ms': 12.5,
    'noshelfware.traffic': 'canary',
    'noshelfware.request.id': 'request-1',
    'http.response.status_code': 200,
  },
  body: {
    inputs: { distance: 1400, carrier: 'UA', legs: [1, 2.5], ratio: NaN },
    outputs: { delayed: true, probability: 0.75 },
  },
});
logger.emit({
  eventName: 'noshelfware.inference',
  attributes: {
    'noshelfware.inference.id': second,
    'http.response.status_code': 500,
    'exception.type': 'ValueError',
    'exception.message': 'distance is negative',
    'exception.stacktrace':
      'ValueError: distance is negative\n    at predict (/srv/serve.js:12:7)',
  },
  body: { inputs: { distance: -1 } },
});
logger.emit({
  eventName: 'noshelfware.feedback',
  attributes: { 'noshelfware.inference.id': first },
  body: { target: { delayed: true }, observedAt: '2026-03-10T15:00:00Z' },
});
await provider.shutdown();
