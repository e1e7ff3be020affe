import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { dayOf } from '../eventTime';
import { InferenceProfiler } from '../InferenceProfiler';
import { GroupCommit } from './GroupCommit';
import { InferenceTable } from './InferenceTable';
import { JOINED_PER_TRANSACTION, joinFeedback } from './joinFeedback';
import { ModelKeys } from './ModelKeys';
import { openInferenceTable } from './openInferenceTable';
import { FeedbackKey, findPendingKeys } from './pendingFeedback';
import { Segments } from './Segments';
import { Submission, writeSubmission } from './writeSubmission';

/** More in one transaction no longer lowers the cost of a record. */
const GROUP_RECORDS_MAX = 2_000;

/**
 * Records that may wait: about two seconds of writing, and some 100 MB at 5 kB
 * a record. Senders keep the rest and come back.
 */
const PENDING_RECORDS_MAX = 20_000;

export interface InferenceWriterOptions {
  knex: Knex;
  modelKeys: ModelKeys;
  profiler: InferenceProfiler;
  logger: LoggerService;
}

/** Stores what was received, exactly once in effect. */
export class InferenceWriter {
  private readonly commit: GroupCommit<Submission>;
  private readonly segments = new Segments();
  private readonly table: InferenceTable;

  constructor(private readonly options: InferenceWriterOptions) {
    this.table = openInferenceTable(options.knex);
    this.commit = new GroupCommit({
      write: submissions => this.write(submissions),
      weigh: recordsIn,
      groupWeightMax: GROUP_RECORDS_MAX,
      pendingWeightMax: PENDING_RECORDS_MAX,
    });
  }

  /**
   * @returns once it is durable
   * @throws ServiceUnavailableError when too much is waiting
   */
  async submit(submission: Submission): Promise<void> {
    if (recordsIn(submission) > 0) {
      await this.commit.submit(submission);
    }
  }

  /** @throws ServiceUnavailableError when another record would be refused */
  assertRoom(): void {
    this.commit.assertRoomFor(1);
  }

  private async write(submissions: readonly Submission[]): Promise<void> {
    const { knex, profiler } = this.options;
    const group = {
      inferences: submissions.flatMap(({ inferences }) => inferences),
      feedback: submissions.flatMap(({ feedback }) => feedback),
    };
    const modelKeyOf = await this.findModelKeys(group);
    await this.segments.note(knex, group.inferences, modelKeyOf);
    await this.table.makeRoom(
      new Set(group.inferences.map(({ timeMs }) => dayOf(timeMs))),
    );
    const touched = await writeSubmission(
      { knex, table: this.table, profiler, modelKeyOf },
      group,
    );
    await this.join(touched);
  }

  private async findModelKeys({ inferences, feedback }: Submission) {
    const { knex, modelKeys } = this.options;
    const modelRefs = new Set(
      [...inferences, ...feedback].map(({ modelRef }) => modelRef),
    );
    const keys = new Map<string, number>();
    for (const modelRef of modelRefs) {
      const { modelKey } = await modelKeys.findOrCreate(knex, modelRef);
      keys.set(modelRef, modelKey);
    }
    return (modelRef: string) => {
      const modelKey = keys.get(modelRef);
      if (modelKey === undefined) {
        throw new Error(`No key was made for ${modelRef}`);
      }
      return modelKey;
    };
  }

  private async join(touched: readonly FeedbackKey[]): Promise<void> {
    const { knex, profiler, logger } = this.options;
    try {
      const keys = await findPendingKeys(knex, touched);
      for (let i = 0; i < keys.length; i += JOINED_PER_TRANSACTION) {
        await joinFeedback(
          { knex, profiler },
          keys.slice(i, i + JOINED_PER_TRANSACTION),
        );
      }
    } catch (error) {
      // All is durable; the scheduled task joins what was left.
      logger.warn('Joining feedback failed, it is tried again later', {
        error: String(error),
      });
    }
  }
}

function recordsIn({ inferences, feedback }: Submission): number {
  return inferences.length + feedback.length;
}
