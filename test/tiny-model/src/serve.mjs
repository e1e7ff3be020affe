import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { behaviour } from './behaviour.mjs';
import { InvalidInput, predictRows, readRows, toResponse } from './infer.mjs';
import { flush, record, uuidOfTime } from './telemetry.mjs';

const MODEL_PATH =
  /^\/v2\/models\/tiny-model(?:\/versions\/\d+)?(\/infer|\/ready)?$/;
const BODY_BYTES_MAX = 4 * 1024 * 1024;

if (behaviour.exitOnStart !== null) {
  console.error(`Error: exiting with ${behaviour.exitOnStart} on start`);
  process.exit(behaviour.exitOnStart);
}
const model = JSON.parse(readFileSync('build/model.json', 'utf8'));
const version =
  /service\.version=([^,]*)/.exec(
    process.env.OTEL_RESOURCE_ATTRIBUTES ?? '',
  )?.[1] ?? '0';
const startedAt = Date.now();
let requests = 0;

const isReady = () =>
  behaviour.readyAfterMs >= 0 &&
  Date.now() - startedAt >= behaviour.readyAfterMs;

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) {
      throw new InvalidInput(`the body is larger than ${BODY_BYTES_MAX} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new InvalidInput('the body is not JSON');
  }
}

function eventTimes(request, count) {
  const replayed = request.headers['x-noshelfware-replay-at'];
  if (!replayed) {
    return Array(count).fill(Date.now());
  }
  const times = replayed.split(',').map(time => Date.parse(time.trim()));
  return Array.from({ length: count }, (_, row) => times[row] ?? times[0]);
}

function commonAttributes(request) {
  return {
    'noshelfware.traffic':
      request.headers['x-noshelfware-traffic'] ?? 'primary',
    'noshelfware.request.id': request.headers['x-request-id'],
    'noshelfware.gateway.id': request.headers['x-noshelfware-gateway-id'],
    'noshelfware.replay': request.headers['x-noshelfware-replay-at']
      ? true
      : undefined,
  };
}

async function answerInference(request, respond) {
  const started = performance.now();
  let body = {};
  let rows = [];
  const recordRows = (inferenceId, times, statusCode, outputs, failure) =>
    (rows.length ? rows : [{}]).forEach((inputs, row) =>
      record({
        timeMs: times[row] ?? Date.now(),
        attributes: {
          ...commonAttributes(request),
          'noshelfware.inference.id': inferenceId,
          'noshelfware.inference.row': row,
          'noshelfware.inference.duration_ms': performance.now() - started,
          'http.response.status_code': statusCode,
          ...failure,
        },
        body: { inputs, outputs: outputs[row] ?? {} },
      }),
    );
  try {
    body = await readBody(request);
    rows = readRows(body);
    await new Promise(resolve => setTimeout(resolve, behaviour.delayMs));
    const outputs = predictRows(model, rows);
    const times = eventTimes(request, rows.length);
    const inferenceId = uuidOfTime(times[0] ?? Date.now());
    recordRows(inferenceId, times, 200, outputs);
    respond(200, toResponse({ request: body, outputs, version, inferenceId }));
  } catch (error) {
    const status = error instanceof InvalidInput ? 400 : 500;
    const times = eventTimes(request, Math.max(1, rows.length));
    recordRows(uuidOfTime(times[0]), times, status, [], {
      'error.type': error.constructor.name,
      'exception.type': error.constructor.name,
      'exception.message': error.message,
      'exception.stacktrace': status === 500 ? error.stack : undefined,
    });
    respond(status, { error: error.message });
  }
}

const server = createServer(async (request, response) => {
  const respond = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/v2/health/live') {
    respond(200, { live: true });
  } else if (pathname === '/v2/health/ready') {
    respond(isReady() ? 200 : 503, { ready: isReady() });
  } else if (MODEL_PATH.test(pathname)) {
    const [, action] = MODEL_PATH.exec(pathname);
    if (action === '/infer' && request.method === 'POST') {
      requests += 1;
      if (
        behaviour.exitAfterRequests &&
        requests >= behaviour.exitAfterRequests
      ) {
        process.exit(70);
      }
      await answerInference(request, respond);
    } else {
      respond(200, {
        name: 'tiny-model',
        versions: [version],
        platform: 'node',
      });
    }
  } else {
    respond(404, { error: `nothing is served at ${pathname}` });
  }
});

server.listen(
  Number(process.env.PORT ?? 8080),
  process.env.HOST ?? '127.0.0.1',
  () =>
    console.log(
      `tiny-model version ${version} listens on ${server.address().port}`,
    ),
);

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.close(() => flush().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
