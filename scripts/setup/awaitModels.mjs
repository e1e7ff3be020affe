import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const POLL_MS = 1_000;

/** Half as long again as a service has to be ready: several may start one after another. */
const TIMEOUT_MS = 90_000;

/** The gateway answers at once for what does not run; a model may be busy. */
const ANSWER_TIMEOUT_MS = 5_000;

/** A reason may quote a log. */
const REASON_LENGTH_MAX = 200;

/**
 * Says how the models that served when the portal stopped come up again; never
 * keeps the process running by itself.
 *
 * @param options.say - shows one line
 * @param options.timeoutMs - after so long it says which do not answer, and why
 */
export async function awaitModels({ dataDir, say, timeoutMs = TIMEOUT_MS }) {
  const deadline = performance.now() + timeoutMs;
  let services = await askAll(dataDir);
  if (services.length === 0) {
    return;
  }
  if (services.every(({ reason }) => reason === undefined)) {
    say(sentence(countModels(services), 'answers', 'answer'));
    return;
  }
  say(sentence(countModels(services), 'is starting', 'are starting'));
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS).unref());
    services = await askAll(dataDir);
    const silent = services.filter(({ reason }) => reason !== undefined);
    if (silent.length === 0 || performance.now() > deadline) {
      tellOutcome(services, silent, say);
      return;
    }
  }
}

function tellOutcome(services, silent, say) {
  const all = countModels(services);
  const answering = all - countModels(silent);
  if (silent.length === 0) {
    say(sentence(all, 'answers again', 'answer again'));
    return;
  }
  if (answering > 0) {
    say(`${answering} of ${sentence(all, 'answers again', 'answer again')}`);
  }
  for (const { model, environment, reason } of silent) {
    say(`${model} does not answer in ${environment}: ${reason}`);
  }
}

function sentence(count, one, many) {
  return count === 1 ? `1 model ${one}` : `${count} models ${many}`;
}

/** One model may serve several environments. */
function countModels(services) {
  return new Set(services.map(({ model }) => model)).size;
}

async function askAll(dataDir) {
  return Promise.all(
    readServices(dataDir).map(async ({ url, ...service }) => ({
      ...service,
      reason: await ask(`${url}/v2/health/ready`),
    })),
  );
}

/** @returns undefined once it is ready, or why it is not */
async function ask(url) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok
      ? undefined
      : reasonIn(text) ?? `HTTP ${response.status}`;
  } catch (error) {
    return `the gateway does not answer (${error.cause?.code ?? error.name})`;
  }
}

/** @returns what the gateway says; a model's own words may be anything */
function reasonIn(text) {
  try {
    const [line] = String(JSON.parse(text).error ?? '').split('\n');
    return line.slice(0, REASON_LENGTH_MAX) || undefined;
  } catch {
    return undefined;
  }
}

/** @returns what has traffic, as the supervisor keeps it for its successor */
function readServices(dataDir) {
  try {
    const file = join(dataDir, 'supervisor/state.json');
    const { gateway, traffic } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.entries(traffic).flatMap(([route, { shares }]) => {
      const [environment, namespace, name] = route.split('/');
      return shares
        .filter(({ weight }) => weight > 0)
        .map(({ version }) => ({
          model: `${namespace}/${name}`,
          environment,
          url: `http://127.0.0.1:${gateway.port}/${route}/versions/${version}`,
        }));
    });
  } catch {
    // Nothing was ever served.
    return [];
  }
}
