import {
  RecordRejection,
  SendRecordsQuery,
  SentRecords,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { RequestBudget } from '../body/RequestBudget';
import { IngestGrant } from '../IngestAuthoriser';
import { KnownModels } from '../notes/KnownModels';
import { SenderNotes } from '../notes/SenderNotes';
import { Reception, ReceptionOptions } from '../Reception';
import { isRejection } from '../ReportedInference';
import { assertCovered } from './assertCovered';
import { SentItem } from './decodeRecords';
import { parseSentRecord } from './parseSentRecord';

/** A sender can see from these what is wrong with the rest. */
const REJECTIONS_SHOWN_MAX = 100;

export interface ReceiveRecordsOptions extends ReceptionOptions {
  known: KnownModels;
}

export interface ReceivedItems {
  items: readonly SentItem[];
  grant: IngestGrant;
  defaults: SendRecordsQuery;
  budget: RequestBudget;
}

/**
 * Takes records of plain JSON, in the order of the request, and all or nothing
 * of what is fit to be taken.
 *
 * @throws NotAllowedError when the sender may report on none of the models
 * @throws ServiceUnavailableError when the sender is to come back later
 * @throws PayloadTooLargeError when the items have too many rows in them
 */
export async function receiveRecords(
  options: ReceiveRecordsOptions,
  received: ReceivedItems,
): Promise<SentRecords> {
  const { items, grant, defaults, budget } = received;
  await assertCovered(grant, items, defaults);
  const reception = new Reception(options, grant);
  const senderNotes = new SenderNotes(options.known);
  const context = { defaults, budget, nowMs: options.nowMs() };
  const ids: (string | null)[] = [];
  const rejections: RecordRejection[] = [];
  const records = items.map(item =>
    isRejection(item) ? item : parseSentRecord(item.json, context),
  );
  await reception.prepare(
    records.flatMap(record => (isRejection(record) ? [] : record.report)),
  );
  for (const [at, record] of records.entries()) {
    const rejection = isRejection(record)
      ? record
      : reception.add(record.report);
    if (rejection || isRejection(record)) {
      ids.push(null);
    } else {
      ids.push(record.id);
      senderNotes.add(record.report);
    }
    if (rejection) rejections.push({ item: at, reason: rejection.reason });
  }
  // Before anything is stored: who gets no answer sends it again.
  const notes = await senderNotes.list();
  const { inferences, feedback } = await reception.submit();
  return {
    accepted: { inferences, feedback },
    rejected: rejections.length,
    rejections: rejections.slice(0, REJECTIONS_SHOWN_MAX),
    ids,
    notes,
  };
}
