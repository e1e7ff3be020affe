import { anOutcome } from '../ingest/aFlight';
import { deliverAll } from '../ingest/deliverAll';
import { anInferenceId, LogBatch } from '../ingest/LogBatch';
import { LogSender } from '../ingest/LogSender';
import { IngestTarget } from '../ingest/prepareModel';

const DAY_MS = 24 * 60 * 60 * 1000;
const CONNECTIONS = 4;
/** 1 % of the predictions. */
const FAIL_EVERY = 100;

/** An outcome is known after so many days: the newest predictions have none yet. */
const OUTCOME_AFTER_DAYS = 3;
/** Outcomes in a request: some 300 kB of JSON. */
const OUTCOMES_PER_REQUEST = 500;

export interface FillDaysOptions {
  /** Of the portal. */
  url: string;
  days: number;
  recordsPerDay: number;
  /** @param daysAgo - from 0 for the last 24 hours */
  targetOf(daysAgo: number): IngestTarget;
}

/** A prediction whose outcome has become known. */
interface Known {
  id: string;
  flight: number;
}

/** Reports records of each of the last days, a day a request, and then their outcomes. */
export async function fillDays(options: FillDaysOptions): Promise<void> {
  const { url, targetOf } = options;
  const { token } = targetOf(0);
  const sender = new LogSender({ url, token, connections: CONNECTIONS });
  const known: Known[] = [];
  try {
    await deliverAll(sender, encodeDays(options, known), CONNECTIONS);
  } finally {
    sender.close();
  }
  for (let i = 0; i < known.length; i += OUTCOMES_PER_REQUEST) {
    const some = known.slice(i, i + OUTCOMES_PER_REQUEST);
    await reportOutcomes(url, targetOf(0), some);
  }
}

/** @param known - predictions whose outcome is known by now are added to it */
function* encodeDays(
  options: FillDaysOptions,
  known: Known[],
): Generator<Buffer> {
  const nowMs = Date.now();
  for (let daysAgo = 0; daysAgo < options.days; daysAgo += 1) {
    const { body, predictions } = encodeDay(options, daysAgo, nowMs);
    if (daysAgo >= OUTCOME_AFTER_DAYS) known.push(...predictions);
    yield body;
  }
}

function encodeDay(
  { recordsPerDay, targetOf }: FillDaysOptions,
  daysAgo: number,
  nowMs: number,
): { body: Buffer; predictions: Known[] } {
  const firstFlight = daysAgo * recordsPerDay;
  const batch = LogBatch.encode({
    target: targetOf(daysAgo),
    records: recordsPerDay,
    failEvery: FAIL_EVERY,
    firstFlight,
  });
  const ids = Array.from({ length: recordsPerDay }, (_, record) =>
    anInferenceId(
      Math.floor(nowMs - (daysAgo + record / recordsPerDay) * DAY_MS),
    ),
  );
  return {
    body: batch.withIds(ids),
    predictions: ids.map((id, record) => ({
      id,
      flight: firstFlight + record,
    })),
  };
}

async function reportOutcomes(
  url: string,
  { modelRef, token }: IngestTarget,
  predictions: readonly Known[],
): Promise<void> {
  const response = await fetch(`${url}/api/ml-models/otlp/v1/logs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      resourceLogs: [
        {
          scopeLogs: [
            { logRecords: predictions.map(it => toFeedback(modelRef, it)) },
          ],
        },
      ],
    }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('rejectedLogRecords')) {
    throw new Error(`Feedback was answered ${response.status}: ${text}`);
  }
}

function toFeedback(modelRef: string, { id, flight }: Known) {
  const attribute = (key: string, stringValue: string) => ({
    key,
    value: { stringValue },
  });
  const { delayed } = anOutcome(flight);
  const values = [{ key: 'delayed', value: { boolValue: delayed } }];
  return {
    eventName: 'noshelfware.feedback',
    attributes: [
      attribute('noshelfware.model', modelRef),
      attribute('noshelfware.inference.id', id),
    ],
    body: {
      kvlistValue: {
        values: [{ key: 'target', value: { kvlistValue: { values } } }],
      },
    },
  };
}
