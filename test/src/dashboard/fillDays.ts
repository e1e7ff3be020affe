import { deliverAll } from '../ingest/deliverAll';
import { LogBatch } from '../ingest/LogBatch';
import { LogSender } from '../ingest/LogSender';
import { IngestTarget } from '../ingest/prepareModel';

const HOUR_MS = 60 * 60 * 1000;
const DAY_HOURS = 24;
const CONNECTIONS = 4;

/** Outcomes in a request: some 300 kB of JSON. */
const OUTCOMES_PER_REQUEST = 500;

export interface FillDaysOptions {
  /** Of the portal. */
  url: string;
  target: IngestTarget;
  days: number;
  recordsPerHour: number;
}

/** Reports records of every hour of the last days, each with its outcome. */
export async function fillDays({
  url,
  target,
  days,
  recordsPerHour,
}: FillDaysOptions): Promise<void> {
  const batch = LogBatch.encode({ target, records: recordsPerHour });
  const nowMs = Date.now();
  const ids = Array.from({ length: days * DAY_HOURS }, (_, hour) =>
    batch.newIds(nowMs - hour * HOUR_MS),
  );
  const sender = new LogSender({
    url,
    token: target.token,
    connections: CONNECTIONS,
  });
  try {
    const bodies = ids.map(idsOfHour => batch.withIds(idsOfHour));
    await deliverAll(sender, bodies, CONNECTIONS);
  } finally {
    sender.close();
  }
  const all = ids.flat();
  for (let i = 0; i < all.length; i += OUTCOMES_PER_REQUEST) {
    await reportOutcomes(url, target, all.slice(i, i + OUTCOMES_PER_REQUEST));
  }
}

async function reportOutcomes(
  url: string,
  { modelRef, token }: IngestTarget,
  ids: readonly string[],
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
            { logRecords: ids.map((id, i) => toFeedback(modelRef, id, i)) },
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

/** One flight in four was late. */
function toFeedback(modelRef: string, id: string, index: number) {
  const attribute = (key: string, stringValue: string) => ({
    key,
    value: { stringValue },
  });
  const delayed = { key: 'delayed', value: { boolValue: index % 4 === 0 } };
  return {
    eventName: 'noshelfware.feedback',
    attributes: [
      attribute('noshelfware.model', modelRef),
      attribute('noshelfware.inference.id', id),
    ],
    body: {
      kvlistValue: {
        values: [
          { key: 'target', value: { kvlistValue: { values: [delayed] } } },
        ],
      },
    },
  };
}
