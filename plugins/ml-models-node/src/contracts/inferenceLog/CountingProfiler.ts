import { Knex } from 'knex';
import { Inference } from '../../inference/Inference';
import {
  InferenceProfiler,
  OutcomeChange,
  ProfilingSession,
} from '../../inference/InferenceProfiler';

const TABLE = 'contract_counts';

/** Where a backend may die: before it counts, while it does, or when it commits. */
export type Failure = 'begin' | 'count' | 'countOutcomes' | 'commit';

interface Entry {
  what: string;
  change: number;
}

/** Notes what it is told of in a table, in the transactions that profiles are counted in. */
export class CountingProfiler implements InferenceProfiler {
  /** Fails there until it is unset. */
  failure?: Failure;

  constructor(private readonly knex: Knex) {}

  static async create(knex: Knex): Promise<CountingProfiler> {
    await knex.schema.createTable(TABLE, table => {
      table.increments('id');
      table.text('what').notNullable();
      table.integer('change').notNullable();
    });
    return new CountingProfiler(knex);
  }

  /** @returns the profiler of another backend */
  another(): CountingProfiler {
    return new CountingProfiler(this.knex);
  }

  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.knex.transaction(async trx => {
      const result = await work(trx);
      this.failAt('commit');
      return result;
    });
  }

  async begin(trx: Knex.Transaction): Promise<ProfilingSession> {
    this.failAt('begin');
    return {
      predictionOf: ({ outputs: { delayed } }) => ({ delayed }),
      sumUp: inferences => {
        const entries = inferences.map(it => ({ what: nameOf(it), change: 1 }));
        return {
          add: async () => {
            await note(trx, entries);
            this.failAt('count');
          },
        };
      },
      countOutcomes: async changes => {
        const contributions = changes.map(describeOutcome);
        await note(trx, [
          ...contributions.map(what => ({ what, change: 1 })),
          ...changes.flatMap(({ formerContribution: what }) =>
            what === undefined ? [] : [{ what, change: -1 }],
          ),
        ]);
        this.failAt('countOutcomes');
        return contributions;
      },
    };
  }

  /** @returns how often each was counted, by what it is */
  async readCounts(): Promise<Record<string, number>> {
    const rows: { what: string; counted: number | string }[] = await this.knex(
      TABLE,
    )
      .groupBy('what')
      .sum({ counted: 'change' })
      .select('what');
    return Object.fromEntries(
      rows
        .map(({ what, counted }): [string, number] => [what, Number(counted)])
        .filter(([, counted]) => counted !== 0),
    );
  }

  private failAt(place: Failure): void {
    if (this.failure === place) {
      throw new Error(`The backend died at ${place}`);
    }
  }
}

/** What an inference is counted as. */
export function nameOf({
  modelRef,
  inferenceId,
  row,
}: Pick<Inference, 'modelRef' | 'inferenceId' | 'row'>): string {
  return `${modelRef} ${inferenceId} ${row}`;
}

/** `false → true of 1 with inputs`: prediction, outcome, version. */
function describeOutcome({
  inference,
  prediction,
  target,
  inputs,
}: OutcomeChange): string {
  const joined = `${prediction.delayed} → ${target.delayed}`;
  return `${joined} of ${inference.version} ${
    inputs ? 'with' : 'without'
  } inputs`;
}

async function note(trx: Knex.Transaction, entries: Entry[]): Promise<void> {
  if (entries.length > 0) await trx.batchInsert(TABLE, entries, 100);
}
