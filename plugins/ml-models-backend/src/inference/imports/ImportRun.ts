import { ServiceUnavailableError } from '@backstage/errors';
import { ImportOrigin } from '@noshelfware/backstage-plugin-ml-models-common';
import { RequestBudget } from '../body/RequestBudget';
import { SenderNotes } from '../notes/SenderNotes';
import { Reception } from '../Reception';
import { parseSentRecord } from '../records/parseSentRecord';
import { rowsIn } from '../Report';
import { isRejection } from '../ReportedInference';
import { ImportedFile, ImportFileOptions } from './importOptions';
import { ImportTally } from './ImportTally';
import { ImportedItem } from './LogFormat';

/** As many as the log writes in one transaction. */
const ROWS_PER_STEP = 2_000;

/** Senders of live records come first: an import waits for up to two minutes. */
const WAITS_MAX = 240;
const WAIT_MS = 500;

/** One import: takes items in, and stores them step by step. */
export class ImportRun {
  readonly tally = new ImportTally();
  private readonly senderNotes: SenderNotes;
  private readonly origin: ImportOrigin | undefined;
  private step: { reception: Reception; budget: RequestBudget; rows: number };

  constructor(
    private readonly options: ImportFileOptions,
    private readonly imported: ImportedFile,
    missing: string[],
  ) {
    const { format } = imported.query;
    this.senderNotes = new SenderNotes(options.known);
    this.origin = missing.length > 0 ? { format, missing } : undefined;
    this.step = this.beginStep();
  }

  async take(item: ImportedItem): Promise<void> {
    this.step.rows += await this.takeItem(item);
    if (this.step.rows >= ROWS_PER_STEP) {
      await this.finish();
    }
  }

  /** @returns the rows in it, taken or not; 1 where there are none */
  private async takeItem(item: ImportedItem): Promise<number> {
    if (isRejection(item)) {
      this.tally.reject(item.line, item.reason);
      return 1;
    }
    const record = parseSentRecord(
      { replay: this.imported.query.replay, ...item.json },
      {
        defaults: { ...this.imported.query, model: this.imported.modelRef },
        budget: this.step.budget,
        nowMs: this.options.nowMs(),
        imported: this.origin,
      },
    );
    if (isRejection(record)) {
      this.tally.reject(item.line, record.reason);
      return 1;
    }
    await this.patiently(() => this.step.reception.prepare([record.report]));
    const rejection = this.step.reception.add(record.report);
    if (rejection) {
      this.tally.reject(item.line, rejection.reason);
    } else {
      this.tally.take(record.report);
      this.senderNotes.add(record.report);
    }
    return Math.max(rowsIn(record.report), 1);
  }

  /** @returns what the sender is told of all that was taken so far */
  async listNotes(): Promise<string[] | undefined> {
    return this.patiently(() => this.senderNotes.list());
  }

  /** Stores what the step has taken, and begins the next one. */
  async finish(): Promise<void> {
    await this.senderNotes.askBeforeStored();
    const { knownInferences } = await this.patiently(() =>
      this.step.reception.submit(),
    );
    this.tally.recognise(knownInferences);
    this.step = this.beginStep();
  }

  /** A step each, so that a policy that has become stricter applies to the rest. */
  private beginStep() {
    return {
      reception: new Reception(this.options, this.imported.grant),
      // The file is read no faster than it is stored: a step is all that is held.
      budget: new RequestBudget(() => {}),
      rows: 0,
    };
  }

  private async patiently<Result>(act: () => Promise<Result>): Promise<Result> {
    for (let waits = 0; ; waits += 1) {
      try {
        return await act();
      } catch (error) {
        const isBusy = error instanceof ServiceUnavailableError;
        if (!isBusy || waits >= WAITS_MAX) throw error;
        await this.options.wait(WAIT_MS);
      }
    }
  }
}
