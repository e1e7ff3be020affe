import { randomBytes } from 'node:crypto';

const EXPORT_INTERVAL_MS = 100;
/** Records kept while the collector cannot be reached; the oldest go first. */
const QUEUE_MAX = 20_000;

const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
const resource = pairs(process.env.OTEL_RESOURCE_ATTRIBUTES);
const headers = pairs(process.env.OTEL_EXPORTER_OTLP_HEADERS);
const queue = [];
let sequence = 0;
let sending = Promise.resolve();

/** `a=b,c=d` with percent-encoded values, as OpenTelemetry writes them. */
function pairs(text = '') {
  return Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map(pair => {
        const at = pair.indexOf('=');
        return [
          pair.slice(0, at).trim(),
          decodeURIComponent(pair.slice(at + 1)),
        ];
      }),
  );
}

/** UUIDv7 (RFC 9562, section 5.7) of a time in milliseconds. */
export function uuidOfTime(timeMs) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(timeMs, 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function anyValue(value) {
  if (Array.isArray(value)) {
    return { arrayValue: { values: value.map(anyValue) } };
  }
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value)
        ? { intValue: String(value) }
        : { doubleValue: value };
    default:
      return { kvlistValue: { values: keyValues(value) } };
  }
}

function keyValues(object) {
  return Object.entries(object)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => ({ key, value: anyValue(value) }));
}

/** Queues one inference record; it leaves within a tenth of a second. */
export function record({ timeMs, attributes, body }) {
  sequence += 1;
  queue.push({
    timeUnixNano: `${timeMs}000000`,
    observedTimeUnixNano: `${Date.now()}000000`,
    eventName: 'noshelfware.inference',
    severityNumber: attributes['error.type'] ? 17 : 9,
    attributes: keyValues({
      ...attributes,
      'noshelfware.inference.sequence': sequence,
    }),
    body: anyValue(body),
  });
  queue.splice(0, Math.max(0, queue.length - QUEUE_MAX));
}

async function sendQueue() {
  const logRecords = queue.splice(0, 1000);
  if (!endpoint || logRecords.length === 0) {
    return;
  }
  const body = {
    resourceLogs: [
      {
        resource: { attributes: keyValues(resource) },
        scopeLogs: [{ scope: { name: 'tiny-model' }, logRecords }],
      },
    ],
  };
  const sent = await fetch(`${endpoint}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }).catch(error => ({ ok: false, status: 503, cause: error }));
  if (!sent.ok && [429, 502, 503, 504].includes(sent.status)) {
    queue.unshift(...logRecords);
    return;
  }
  if (!sent.ok) {
    console.error(`inference records refused: HTTP ${sent.status}`);
  }
  if (queue.length > 0) {
    await sendQueue();
  }
}

/** Sends what is queued. */
export function flush() {
  sending = sending.then(sendQueue);
  return sending;
}

setInterval(flush, EXPORT_INTERVAL_MS).unref();
