import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  NamedValues,
  recordedValueSchema,
  Signature,
  toBatchInferRequest,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { askAgain } from './askAgain';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';

/** As services of our template take a thousand at once; a slow model answers in time. */
const ROWS_AT_ONCE = 50;

/** As long as a service may take to get ready. */
const ALL_ROWS_MS = 120_000;

/** Rows in a row that are refused before nothing better is expected. */
const REFUSED_MAX = 100;

const answerSchema = z.object({
  outputs: z
    .array(z.object({ name: z.string(), data: z.array(z.unknown()) }))
    .min(1),
});

export interface Predicted {
  /** In the order of the rows; undefined of one that was not answered. */
  predictions: (NamedValues | undefined)[];
  /** Why the service was asked no further, or what it said of a row; absent: all went well. */
  trouble?: string;
}

/**
 * Asks a version for predictions, past the gateway, as shadow traffic: they count for
 * no measure of the model. A row that it refuses is left out.
 *
 * @param url - of the version, without a slash at its end
 * @throws DeploymentCancelledError, AbortError
 */
export async function askPredictions(
  run: DeploymentRun,
  {
    url,
    rows,
    signature,
  }: { url: string; rows: readonly NamedValues[]; signature?: Signature },
): Promise<Predicted> {
  const name = parseEntityRef(run.row.model_ref).name;
  const asked = { url: `${url}/v2/models/${name}/infer`, signature };
  const predictions: Predicted['predictions'] = rows.map(() => undefined);
  const giveUpAt = performance.now() + ALL_ROWS_MS;
  let trouble: string | undefined;
  let refused = 0;
  for (const batch of inBatches(rows)) {
    await run.assertNotCancelled();
    if (performance.now() > giveUpAt) {
      return {
        predictions,
        trouble: `it had not answered all after ${ALL_ROWS_MS / 1_000} s`,
      };
    }
    try {
      const { answers, refusal } = await askBatch(run, asked, batch);
      batch.forEach(({ index }, at) => {
        predictions[index] = answers[at];
      });
      trouble ??= refusal;
      refused = answers.some(answer => answer) ? 0 : refused + batch.length;
    } catch (error) {
      if (error instanceof DeploymentError) {
        return { predictions, trouble: error.message };
      }
      throw error;
    }
    if (refused >= REFUSED_MAX) break;
  }
  return { predictions, trouble };
}

interface NumberedRow {
  index: number;
  inputs: NamedValues;
}

/** A missing value is an input that is left out, for all rows of a request. */
function inBatches(rows: readonly NamedValues[]): NumberedRow[][] {
  const alike = new Map<string, NumberedRow[]>();
  rows.forEach((inputs, index) => {
    const names = JSON.stringify(Object.keys(inputs).sort());
    const others = alike.get(names) ?? [];
    others.push({ index, inputs });
    alike.set(names, others);
  });
  return [...alike.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / ROWS_AT_ONCE) }, (_, at) =>
      group.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
    ),
  );
}

interface Asked {
  url: string;
  signature?: Signature;
}

interface Answered {
  answers: (NamedValues | undefined)[];
  refusal?: string;
}

/** One row that a service refuses must not take the others with it. */
async function askBatch(
  run: DeploymentRun,
  asked: Asked,
  batch: readonly NumberedRow[],
): Promise<Answered> {
  const together = await ask(run, asked, batch);
  if (!together.refusal || batch.length === 1) {
    return together;
  }
  const answers: Answered['answers'] = [];
  for (const row of batch) {
    answers.push(...(await ask(run, asked, [row])).answers);
  }
  return { answers, refusal: together.refusal };
}

/** @throws DeploymentError when it does not answer at all */
async function ask(
  run: DeploymentRun,
  { url, signature }: Asked,
  batch: readonly NumberedRow[],
): Promise<Answered> {
  const body = JSON.stringify(
    toBatchInferRequest(
      batch.map(({ inputs }) => inputs),
      signature,
    ),
  );
  const { status, text } = await askAgain(run, () => send(run, url, body));
  const answers = status === 200 ? readRows(text, batch.length) : undefined;
  return answers
    ? { answers }
    : {
        answers: batch.map(() => undefined),
        refusal:
          status === 200
            ? 'it answered without a value of each output for each row'
            : `it answered ${status}`,
      };
}

async function send(
  run: DeploymentRun,
  url: string,
  body: string,
): Promise<{ status: number; text: string }> {
  const { fetch, timing } = run.options;
  const timeout = AbortSignal.timeout(timing.smokeTimeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-noshelfware-traffic': 'shadow',
      },
      body,
      signal: AbortSignal.any([timeout, run.signal]),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    run.signal.throwIfAborted();
    if (timeout.aborted) {
      throw new DeploymentError({
        message: `it did not answer within ${timing.smokeTimeoutMs / 1_000} s`,
      });
    }
    // A gateway that died is back in a moment.
    throw new Error(`it did not answer: ${toError(error).message}`);
  }
}

/** @returns undefined for what is no prediction of so many rows */
function readRows(text: string, count: number): NamedValues[] | undefined {
  const outputs = tryParse(text)?.outputs;
  if (!outputs?.every(({ data }) => data.length === count)) {
    return undefined;
  }
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      outputs.flatMap(({ name, data }) => {
        // A missing value is an absent name.
        const value = recordedValueSchema.safeParse(data[row]);
        return value.success ? [[name, value.data]] : [];
      }),
    ),
  );
}

function tryParse(text: string) {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON is no prediction either.
    return undefined;
  }
}
