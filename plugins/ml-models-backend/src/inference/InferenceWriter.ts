import {
  InferenceBatch,
  InferenceLogStore,
  InferenceProfiler,
  WrittenBatch,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { GroupCommit } from './GroupCommit';

/** More in one transaction no longer lowers the cost of a record. */
const GROUP_RECORDS_MAX = 4_000;

/**
 * Records that may wait: half a second of writing, and some 100 MB at 5 kB
 * a record. Senders keep the rest and come back.
 */
const PENDING_RECORDS_MAX = 20_000;

/**
 * The database works at one group while the next is made ready here; more than
 * two do not keep two cores any busier.
 */
export const GROUPS_AT_ONCE = 2;

const NOTHING_WRITTEN: WrittenBatch = { known: new Set() };

export interface InferenceWriterOptions {
  store: Pick<InferenceLogStore, 'write'>;
  profiler: InferenceProfiler;
}

/** Hands what was received to the log, in groups. */
export class InferenceWriter {
  private readonly commit: GroupCommit<InferenceBatch, WrittenBatch>;

  constructor({ store, profiler }: InferenceWriterOptions) {
    this.commit = new GroupCommit({
      write: batches => store.write(join(batches), profiler),
      weigh: recordsIn,
      groupWeightMax: GROUP_RECORDS_MAX,
      pendingWeightMax: PENDING_RECORDS_MAX,
      writesAtOnceMax: GROUPS_AT_ONCE,
    });
  }

  /**
   * @returns once it is durable: what was known already of all that was written with it
   * @throws ServiceUnavailableError when too much is waiting
   */
  async submit(batch: InferenceBatch): Promise<WrittenBatch> {
    return recordsIn(batch) > 0 ? this.commit.submit(batch) : NOTHING_WRITTEN;
  }

  /** @throws ServiceUnavailableError when another record would be refused */
  assertRoom(): void {
    this.commit.assertRoomFor(1);
  }
}

function join(batches: readonly InferenceBatch[]): InferenceBatch {
  return {
    inferences: batches.flatMap(({ inferences }) => inferences),
    feedback: batches.flatMap(({ feedback }) => feedback),
  };
}

function recordsIn({ inferences, feedback }: InferenceBatch): number {
  return inferences.length + feedback.length;
}
